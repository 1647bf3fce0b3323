//! Upload sessions. The session is at another host, and its address is the permission.

use bytes::Bytes;
use graph_models_client::{Effect, SendError};
use graph_models_core::request::transfer::{SliceSize, Upload, UploadError, UploadState};
use service_stand_in::{At, Fault, StandIn, Step};

use crate::adapter::Adapter;
use crate::bed::leaks;
use crate::seeds::seeds;

/// Two whole slices and a short one.
const LENGTH: usize = 2 * (320 << 10) + 1003;
const ITEM: &str = r#"{"id": "item", "name": "file"}"#;

fn content() -> Bytes {
    (0..LENGTH).map(|index| u8::try_from(index * 7 % 251).unwrap()).collect()
}

fn upload(stand_in: &StandIn) -> Upload<Bytes> {
    let upload = Upload::from_url(&stand_in.upload_url(), LENGTH.try_into().unwrap()).unwrap();
    upload.with_slice(SliceSize::new(SliceSize::UNIT).unwrap()).with_max_failures(100)
}

fn check(stand_in: &StandIn, case: &str) {
    let uploaded = stand_in.uploaded();
    assert!(uploaded.is_complete && uploaded.bytes == content(), "{case}");
    assert_eq!(uploaded.sent_again, 0, "{case}");
    assert_eq!(leaks(stand_in, &[]), [""; 0], "{case}");
    assert!(stand_in.received(At::Service).is_empty(), "{case}");
}

pub(crate) fn uploads_survive_faults_by_chance<A: Adapter>() {
    let content = content();
    for seed in seeds(20) {
        let stand_in = StandIn::start().unwrap();
        stand_in.random_faults(seed);
        let item = A::of(&stand_in).upload(&mut upload(&stand_in), &content).unwrap();
        assert_eq!(item, ITEM);
        check(&stand_in, &seed.to_string());
    }
}

pub(crate) fn each_fault_of_an_upload<A: Adapter>() {
    let content = content();
    let early = [Fault::LostAfter, Fault::Cut(1)];
    for fault in [Fault::LostBefore, Fault::LostAfter, Fault::Cut(1), Fault::Unavailable, Fault::OutOfRange] {
        for place in 0..3 {
            // After the last slice the session does not exist any more. Another case covers this.
            if place == 2 && early.contains(&fault) {
                continue;
            }
            let stand_in = StandIn::start().unwrap();
            stand_in.faults((0..place).map(|_| None).chain([Some(fault)]));
            let item = A::of(&stand_in).upload(&mut upload(&stand_in), &content).unwrap();
            assert_eq!(item, ITEM);
            check(&stand_in, &format!("{fault:?} of slice {place}"));
        }
    }
}

pub(crate) fn an_upload_that_cannot_go_on<A: Adapter>() {
    let content = content();
    let fails = |faults: Vec<Option<Fault>>| {
        let stand_in = StandIn::start().unwrap();
        stand_in.faults(faults);
        match A::of(&stand_in).upload(&mut upload(&stand_in), &content).unwrap_err() {
            SendError::Upload(error) => error,
            error => panic!("{error:?}"),
        }
    };
    let error = fails(vec![None, Some(Fault::Refused(404))]);
    assert!(matches!(error, UploadError::Gone { may_be_complete: false, .. }), "{error:?}");
    let error = fails(vec![None, None, Some(Fault::Refused(409))]);
    assert!(matches!(error, UploadError::Conflict(_)), "{error:?}");
    let error = fails(vec![Some(Fault::Refused(403))]);
    assert!(matches!(error, UploadError::Answer(_)), "{error:?}");
    // The whole file is stored, but the answer that confirmed it is lost.
    for fault in [Fault::LostAfter, Fault::Cut(1)] {
        let error = fails(vec![None, None, Some(fault)]);
        assert!(matches!(error, UploadError::Gone { may_be_complete: true, .. }), "{error:?}");
    }
    // The error has the answer of the service, and the effect on the item.
    for (status, effect) in [(409, Effect::NotDone), (403, Effect::Unknown), (507, Effect::Unknown)] {
        let stand_in = StandIn::start().unwrap();
        stand_in.faults([Some(Fault::Refused(status))]);
        let client = A::of(&stand_in);
        let error = client.upload(&mut upload(&stand_in), &content).unwrap_err();
        assert_eq!((error.as_graph().unwrap().status().as_u16(), error.effect()), (status, effect));
        assert!(client.slept().is_empty(), "{status} is no reason to wait");
    }
    let stand_in = StandIn::start().unwrap();
    let mut upload = upload(&stand_in);
    A::of(&stand_in).cancel(&mut upload).unwrap();
    assert!(stand_in.uploaded().is_cancelled);
    assert_eq!(leaks(&stand_in, &[]), [""; 0]);
}

pub(crate) fn an_upload_goes_on_in_another_process<A: Adapter>() {
    let content = content();
    for fault in [Fault::LostBefore, Fault::LostAfter, Fault::Unavailable] {
        let stand_in = StandIn::start().unwrap();
        stand_in.faults([None, Some(fault)]);
        let mut first = upload(&stand_in).with_max_failures(0);
        A::of(&stand_in).upload(&mut first, &content).unwrap_err();
        let saved = serde_json::to_string(&first.state()).unwrap();
        let state: UploadState = serde_json::from_str(&saved).unwrap();
        let mut second = Upload::<Bytes>::resume(state);
        assert_eq!(A::of(&stand_in).upload(&mut second, &content).unwrap(), ITEM);
        check(&stand_in, &format!("{fault:?}"));
    }
}

pub(crate) fn a_deferred_upload_is_committed<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let url = stand_in.url(At::Elsewhere, "/deferred?tempauth=secret-address");
    let slice = SliceSize::new(SliceSize::UNIT).unwrap();
    let upload = Upload::<Bytes>::from_url(&url, LENGTH.try_into().unwrap()).unwrap().with_slice(slice);
    let accepted = |body: &str| Step::json(202, body);
    let answers = [
        accepted(r#"{"nextExpectedRanges": ["327680-"]}"#),
        accepted(r#"{"nextExpectedRanges": ["655360-"]}"#),
        accepted(r#"{"nextExpectedRanges": []}"#),
    ];
    stand_in.play(At::Elsewhere, "PUT", "/deferred", answers);
    stand_in.play(At::Elsewhere, "POST", "/deferred", [Step::json(201, ITEM)]);
    let mut upload = upload.with_deferred_commit();
    assert_eq!(A::of(&stand_in).upload(&mut upload, &content()).unwrap(), ITEM);
    let received = stand_in.received(At::Elsewhere);
    let methods: Vec<_> = received.iter().map(|received| received.method.as_str()).collect();
    assert_eq!(methods, ["PUT", "PUT", "PUT", "POST"]);
    let media: Vec<_> = received.iter().map(|received| received.header("content-type")).collect();
    let octets = "application/octet-stream";
    assert_eq!(media, [octets, octets, octets, ""]);
    assert_eq!((received[3].header("content-length"), received[3].body.len()), ("0", 0));
    assert_eq!(leaks(&stand_in, &[]), [""; 0]);
}
