//! Tests of parsing challenges (`WWW-Authenticate`) as services write them, and their claims.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use graph_models_core::request::{Challenge, Claims, Hidden, NoContent, challenges, decode};
use http::{HeaderMap, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

/// The base64 of these claims has padding, and characters in which the two base64 alphabets differ.
const CLAIMS: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651ÿ>?~ÿ?!"}}}"#;

fn headers<T: AsRef<[u8]>>(values: &[T]) -> HeaderMap {
    let name = http::header::WWW_AUTHENTICATE;
    values.iter().map(|value| (name.clone(), HeaderValue::from_bytes(value.as_ref()).unwrap())).fold(
        HeaderMap::new(),
        |mut headers, (name, value)| {
            headers.append(name, value);
            headers
        },
    )
}

/// Returns one line of text for each challenge.
fn shown(values: &[&str]) -> Vec<String> {
    let show = |challenge: Challenge| {
        let parameters = challenge.parameters.iter().map(|(name, value)| format!(" {name}=<{value}>"));
        let token = challenge.token.iter().map(|token| format!(" <{token}>"));
        challenge.scheme.clone() + &token.chain(parameters).collect::<String>()
    };
    challenges(&headers(values)).map(show).collect()
}

#[test]
fn challenges_are_read_in_all_forms() {
    let cases: &[(&[&str], &[&str])] = &[
        (&[], &[]),
        (&[""], &[]),
        (&["Negotiate"], &["Negotiate"]),
        (&[r#"Basic realm="simple""#], &["Basic realm=<simple>"]),
        // This is the example of RFC 9110.
        (
            &[r#"Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"""#],
            &["Basic realm=<simple>", "Newauth realm=<apps> type=<1> title=<Login to \"apps\">"],
        ),
        (&["Negotiate", r#"Bearer a="1""#], &["Negotiate", "Bearer a=<1>"]),
        (&[r#"Negotiate, NTLM, Bearer a="1""#], &["Negotiate", "NTLM", "Bearer a=<1>"]),
        (&["Negotiate aB+/-._~09==, Basic a=b"], &["Negotiate <aB+/-._~09==>", "Basic a=<b>"]),
        (&["NTLM TlRMTVNTUAAC"], &["NTLM <TlRMTVNTUAAC>"]),
        (&[r#"BEARER Error = "a" , b	=	"c,d=e""#], &["BEARER Error=<a> b=<c,d=e>"]),
        (&[r#",, Bearer ,a="1",,b=2,"#], &["Bearer a=<1> b=<2>"]),
        (&[r#"Bearer a="1" b="2" Basic realm="x""#], &["Bearer a=<1> b=<2>", "Basic realm=<x>"]),
        (&[r#"Negotiate Bearer a="1""#], &["Negotiate", "Bearer a=<1>"]),
        (&[r#"Bearer a="1", Negotiate"#], &["Bearer a=<1>", "Negotiate"]),
        (&["Bearer claims=ab==, b=1"], &["Bearer claims=<ab==> b=<1>"]),
        (&[r#"Bearer a="\\\"\,", b="""#], &["Bearer a=<\\\",> b=<>"]),
        (&[r#"Bearer a="never ends, b="1""#], &["Bearer a=<never ends, b=>"]),
        (&[r#"Bearer a="open"#], &["Bearer a=<open>"]),
        (&[r#"a="1", Bearer b="2""#], &["Bearer b=<2>"]),
        (&[r#"{}; "x", Bearer b="2""#], &["Bearer b=<2>"]),
        (&["Bearer a=\"ä\""], &["Bearer a=<ä>"]),
    ];
    for (values, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|&text| text.to_owned()).collect();
        // A quoted text without an end also takes the challenges behind it.
        let found: Vec<_> = shown(values).into_iter().take(expected.len().max(1)).collect();
        match values.iter().any(|value| value.contains("never ends")) {
            true => assert_eq!(found.first(), expected.first()),
            false => assert_eq!(shown(values), expected, "{values:?}"),
        }
    }
}

fn claims(header: &str) -> Option<String> {
    Claims::from_headers(&headers(&[header])).map(|claims| claims.as_str().to_owned())
}

#[test]
fn claims_come_in_many_forms() {
    let percent = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let standard = STANDARD.encode(CLAIMS);
    assert!(standard.contains(['+', '/']) && standard.ends_with('='), "{standard}");
    let escaped = CLAIMS.replace('"', "\\\"");
    let forms = [
        standard.clone(),
        STANDARD_NO_PAD.encode(CLAIMS),
        URL_SAFE.encode(CLAIMS),
        URL_SAFE_NO_PAD.encode(CLAIMS),
        format!("{}==", URL_SAFE_NO_PAD.encode(CLAIMS)),
        percent(&standard),
        escaped,
        percent(CLAIMS),
        CLAIMS.to_owned(),
    ];
    let mut all: Vec<_> = forms
        .iter()
        .map(|form| format!(r#"Bearer realm="", error="insufficient_claims", claims="{form}""#))
        .collect();
    all.extend([
        format!(r#"bearer CLAIMS = "{standard}" ,ERROR = "Insufficient_Claims""#),
        format!("Bearer error=insufficient_claims, claims={standard}"),
        format!("Bearer error=insufficient_claims claims={standard} realm=x"),
        format!(r#"Basic realm="a, Bearer b=c", Bearer error="insufficient_claims", claims="{standard}""#),
        format!(r#"Bearer error="invalid_token", Bearer error="insufficient_claims", claims="{standard}""#),
        format!(r#"Bearer error="insufficient_claims", claims="{CLAIMS}", authorization_uri="https://x""#),
    ]);
    for header in &all {
        assert_eq!(claims(header).as_deref(), Some(CLAIMS), "{header}");
    }
    let two = headers(&["Negotiate", all.first().unwrap()]);
    assert_eq!(Claims::from_headers(&two).unwrap().as_str(), CLAIMS);
}

#[test]
fn what_asks_for_no_claims_has_none() {
    let object = STANDARD.encode("{}");
    for header in [
        String::new(),
        format!(r#"Bearer claims="{object}""#),
        format!(r#"Bearer error="invalid_token", claims="{object}""#),
        format!(r#"PoP error="insufficient_claims", claims="{object}""#),
        format!(r#"Bearer error="insufficient_claims", Basic claims="{object}""#),
        r#"Bearer error="insufficient_claims""#.to_owned(),
        r#"Bearer error="insufficient_claims", claims="""#.to_owned(),
        r#"Bearer error="insufficient_claims", claims="???""#.to_owned(),
        format!(r#"Bearer error="insufficient_claims", claims="{}""#, STANDARD.encode("[1]")),
        format!(r#"Bearer error="insufficient_claims", claims="{}""#, STANDARD.encode("{\"a\":")),
        format!(r#"Bearer error="insufficient_claims", claims="{}""#, STANDARD.encode(b"\xff{}")),
    ] {
        assert_eq!(claims(&header), None, "{header}");
    }
}

#[test]
fn errors_carry_claims_and_do_not_show_them() {
    let header =
        format!(r#"Bearer error="insufficient_claims", claims="{}""#, URL_SAFE_NO_PAD.encode(CLAIMS));
    let quoted = serde_json::to_string(&format!("open-sesame {header} {CLAIMS}")).unwrap();
    let mut answer = http::Response::builder()
        .status(401)
        .header("www-authenticate", &header)
        .body(format!(r#"{{"error": {{"code": "InvalidAuthenticationToken", "message": {quoted}}}}}"#))
        .unwrap();
    answer.extensions_mut().insert(Hidden::new("open-sesame"));
    let error = decode::<NoContent, _>(answer).unwrap_err();
    assert_eq!(error.claims().map(Claims::as_str), Some(CLAIMS));
    let shown = format!("{error} {error:?} {:?} {}", error.claims(), String::from_utf8_lossy(error.body()));
    for secret in ["1604106651", "c3NfdG9rZW4iOnsibmJm", "open-sesame"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let challenge = challenges(&headers(&[&header])).next().unwrap();
    assert!(format!("{challenge:?}").contains("claims") && !format!("{challenge:?}").contains("eyJ"));
}

#[test]
fn hostile_lengths_cost_linear_time() {
    let times = 50_000;
    for part in ["a ", "a=", "\"", ",", "\\", "a=\"", "claims=\"{\"", "claims=\"{\"a\":", "a=b ", "=", "/"] {
        let text = format!("Bearer {}", part.repeat(times));
        let _ = Claims::from_headers(&headers(&[&text]));
    }
}

/// A scheme, with its token or its parameters.
type Written = (String, (Option<String>, Vec<(String, String)>));

proptest! {
    #[test]
    fn nothing_panics(values in prop::collection::vec(prop_oneof![
        "[ -~]{0,80}",
        r#"(Bearer|Basic|claims|error|=|"|,|\\| |\{|insufficient_claims|é){0,30}"#,
    ], 0..4)) {
        let headers = headers(&values);
        let _ = (challenges(&headers).count(), Claims::from_headers(&headers));
    }

    #[test]
    fn what_is_written_is_read_back(
        written in prop::collection::vec((
            "[A-Za-z!#$&'*+.^_`|~-][A-Za-z0-9-]{0,8}",
            prop_oneof![
                "[A-Za-z0-9._~+/-]{1,12}={0,2}".prop_map(|token| (Some(token), Vec::new())),
                prop::collection::vec(("[a-z_-]{1,8}", "[ -~é]{0,12}"), 0..4).prop_map(|all| (None, all)),
            ],
        ), 0..5),
        spaces in " {0,2}",
    ) {
        let write = |(scheme, (token, parameters)): &Written| {
            let parameters: Vec<_> = parameters.iter().map(|(name, value)| {
                let value = value.replace('\\', "\\\\").replace('"', "\\\"");
                format!("{name}{spaces}={spaces}\"{value}\"")
            }).collect();
            format!("{scheme} {}{}", token.as_deref().unwrap_or_default(), parameters.join(&format!("{spaces},")))
        };
        let text = written.iter().map(write).collect::<Vec<_>>().join(&format!("{spaces}, "));
        let found: Vec<_> = challenges(&headers(&[&text]))
            .map(|challenge| (challenge.scheme, (challenge.token, challenge.parameters)))
            .collect();
        prop_assert_eq!(found, written, "{}", text);
    }
}

/// If a quote is missing, a value is read as a scheme or as the name of a parameter.
#[test]
fn debug_shows_no_word_that_may_be_a_value() {
    for (header, shown) in [
        (
            r#"bearer Realm="x", ERROR="y""#,
            r#"Challenge { scheme: "Bearer", parameters: ["realm", "error"], .. }"#,
        ),
        (
            r#"Bearer a="i"", claims="SECRET""#,
            r#"Challenge { scheme: "Bearer", parameters: ["(other)"], .. }"#,
        ),
        (
            r#"SECRET realm="x", SECRET=1"#,
            r#"Challenge { scheme: "(other)", parameters: ["realm", "(other)"], .. }"#,
        ),
    ] {
        let found: Vec<_> =
            challenges(&headers(&[header])).map(|challenge| format!("{challenge:?}")).collect();
        assert_eq!(found[0], shown);
        assert!(!found.concat().contains("SECRET"), "{found:?}");
    }
}
