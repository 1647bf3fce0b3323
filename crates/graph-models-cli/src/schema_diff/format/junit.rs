//! XML in the form of `JUnit`: one test case for each finding, failed if the finding reaches the threshold.

use graph_models_codegen::text::visible;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::super::options::DiffOptions;
use super::super::result::Outcome;
use crate::failure::Failure;

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> Result<String, Failure> {
    let view = options.view.view();
    let threshold = options.fail_on.level();
    let mut suite =
        TestSuite::new(visible(&format!("{} to {}", outcome.old_name, outcome.new_name)).into_owned());
    for finding in outcome.listed(options) {
        let counts = finding.in_slice && finding.allowed.is_none();
        let fails = counts && threshold.is_some_and(|threshold| finding.level(view) >= threshold);
        let status = if fails {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(visible(&super::sentence(finding)).into_owned());
            status.set_type(finding.level(view).to_string());
            status.set_description(finding.rule.remedy);
            status
        } else {
            TestCaseStatus::success()
        };
        let mut case = TestCase::new(visible(&finding.subject).into_owned(), status);
        case.set_classname(finding.rule.id);
        if !fails {
            case.set_system_out(visible(&super::sentence(finding)).into_owned());
        }
        suite.add_test_case(case);
    }
    if let (Some(warning), false) = (outcome.bulk_warning(), options.accept_bulk_removal) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(warning);
        suite.add_test_case(TestCase::new("bulk removal", status));
    }
    let mut report = Report::new("schema-diff");
    report.add_test_suite(suite);
    report.to_string().map_err(|error| Failure::Reported(format!("JUnit cannot be written: {error}")))
}
