//! A plot of cost against size, as SVG: both axes are logarithmic.

use std::fmt::Write as _;

/// The size of the drawing, and the space around the plotted part, in pixels.
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 230.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 50.0;

/// Colors that people with any kind of color vision can distinguish (Okabe and Ito).
const COLORS: [&str; 7] = ["#000000", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/// A line of the plot: its name, and the cost for each size.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<(f64, f64)>,
}

/// A range of powers of ten.
struct Axis {
    from: i32,
    to: i32,
}

impl Axis {
    #[expect(clippy::cast_possible_truncation, reason = "powers of ten of times and sizes are small")]
    fn around(values: impl Iterator<Item = f64> + Clone) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(0.0, f64::max);
        Self { from: least.log10().floor() as i32, to: most.log10().ceil() as i32 }
    }

    /// The place of a value, from 0 to 1.
    fn place(&self, value: f64) -> f64 {
        (value.log10() - f64::from(self.from)) / f64::from((self.to - self.from).max(1))
    }

    fn powers(&self) -> impl Iterator<Item = f64> {
        (self.from..=self.to).map(|power| 10_f64.powi(power))
    }
}

/// Draws the lines.
pub(crate) fn svg(x_title: &str, y_title: &str, lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let (x_axis, y_axis) =
        (Axis::around(points().map(|point| point.0)), Axis::around(points().map(|point| point.1)));
    let x = |value| LEFT + x_axis.place(value) * (WIDTH - LEFT - RIGHT);
    let y = |value| HEIGHT - BOTTOM - y_axis.place(value) * (HEIGHT - TOP - BOTTOM);
    let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    // Writing to a text never fails.
    for power in x_axis.powers() {
        let at = x(power);
        let _ = writeln!(
            svg,
            "<path d=\"M{at:.1} {TOP}V{bottom}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\">{power}</text>",
            bottom + 18.0
        );
    }
    for power in y_axis.powers() {
        let at = y(power);
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {at:.1}H{right}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\">{power}</text>",
            LEFT - 8.0,
            at + 4.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{x_title}</text><text x=\"{LEFT}\" y=\"18\">{y_title}</text>",
        f64::midpoint(LEFT, right),
        HEIGHT - 10.0
    );
    for (index, (line, color)) in lines.iter().zip(COLORS.iter().cycle()).enumerate() {
        let path: Vec<_> = line.points.iter().map(|(a, b)| format!("{:.1} {:.1}", x(*a), y(*b))).collect();
        let label = TOP + 18.0 * f64::from(u32::try_from(index).unwrap_or(0));
        let _ = writeln!(
            svg,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n<path d=\"M{:.1} {label:.1}h22\" \
             stroke=\"{color}\" stroke-width=\"2\"/><text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            path.join("L"),
            right + 14.0,
            right + 42.0,
            label + 4.0,
            line.name
        );
    }
    svg + "</svg>\n"
}
