//! Cases of real services, played over real sockets to both adapters. Each case is one function that runs with both.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod accepted;
mod adapter;
mod addresses;
mod batches;
mod bed;
#[path = "../../../graph-models-core/tests/support/calls.rs"]
mod calls;
mod challenges;
mod deltas;
mod downloads;
mod elsewhere;
mod errors;
mod exported;
#[path = "../../../graph-models-core/tests/support/exported.rs"]
mod exports;
mod limits;
#[allow(unreachable_pub, reason = "it has the shape of generated code")]
#[path = "../../../graph-models-core/tests/support/operation.rs"]
mod operation;
mod requests;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the shape of generated code; a part is used"
)]
#[path = "../../../graph-models-core/tests/support/sample.rs"]
mod sample;
mod secrets;
#[path = "../../../graph-models-core/tests/support/seeds.rs"]
mod seeds;
mod throttling;
mod uploads;
mod work;

/// Runs each case through both adapters.
macro_rules! cases {
    ($($module:ident: $($case:ident),* $(,)?;)*) => {
        mod over_reqwest {
            $(mod $module {
                $(#[test]
                fn $case() {
                    crate::$module::$case::<crate::adapter::Async>();
                })*
            })*
        }

        mod over_ureq {
            $(mod $module {
                $(#[test]
                fn $case() {
                    crate::$module::$case::<crate::adapter::Blocking>();
                })*
            })*
        }
    };
}

cases! {
    accepted:
        a_request_without_content_names_its_work,
        a_batch_may_hold_accepted_work;
    work:
        work_may_be_accepted_for_later,
        the_monitor_may_stand_in_another_header,
        a_monitor_elsewhere_is_asked_without_a_token,
        a_location_may_lack_the_version,
        the_version_of_a_request_is_remembered,
        a_monitor_elsewhere_stays_without_a_token,
        an_operation_may_redirect_to_its_result,
        every_final_word_ends_the_work_in_any_case,
        a_monitor_that_moves_is_followed,
        a_monitor_may_redirect,
        patience_runs_out_without_real_waits,
        a_saved_poll_reads_the_result;
    requests:
        functions_take_query_options,
        headers_arrive,
        references_are_read_and_removed,
        bodies_arrive,
        answers_have_many_forms,
        a_window_of_time_is_not_forgotten;
    elsewhere:
        content_is_followed_without_the_token,
        only_the_client_names_itself,
        redirects_within_the_service_keep_the_token,
        all_else_stays_with_the_service,
        links_elsewhere_are_not_followed,
        circles_end;
    deltas:
        deletions_come_in_three_forms,
        an_expired_token_begins_anew;
    uploads:
        uploads_survive_faults_by_chance,
        each_fault_of_an_upload,
        an_upload_that_cannot_go_on,
        an_upload_goes_on_in_another_process,
        a_deferred_upload_is_committed;
    downloads:
        downloads_survive_faults_by_chance,
        each_fault_of_a_download,
        a_file_that_changed_begins_anew,
        a_download_goes_on_in_another_process,
        an_expired_address_is_asked_for_again,
        a_download_may_only_go_forward,
        a_writer_may_fail_for_a_while;
    challenges:
        claims_in_every_form_are_asked_for_once,
        every_kind_of_request_answers_a_challenge,
        a_403_may_demand_claims_too,
        a_second_refusal_is_an_error_with_the_claims,
        no_other_host_asks_for_claims;
    errors:
        error_bodies_have_many_forms,
        a_success_that_turns_into_an_error,
        a_new_resource_is_asked_for_again,
        the_time_for_a_new_resource_ends,
        every_error_has_the_id_of_its_request,
        requests_of_a_batch_have_the_id_of_the_batch,
        errors_show_no_value_of_the_request,
        every_header_of_a_success_can_be_read;
    throttling:
        the_service_says_when_to_come_again,
        a_wait_that_is_too_long_is_an_error,
        what_may_have_been_done_is_not_repeated,
        a_status_outlives_its_body;
    batches:
        a_lost_part_leaves_the_rest_unsent,
        a_part_that_is_refused_did_not_run,
        a_batch_that_only_reads_is_repeated,
        the_total_limits_the_rounds;
    limits:
        the_longest_timeout_is_a_limit_like_others;
    addresses:
        files_and_sites_are_named_as_the_service_wants,
        numbers_in_a_batch_may_be_texts;
    secrets:
        errors_show_neither_tokens_nor_ids;
}
