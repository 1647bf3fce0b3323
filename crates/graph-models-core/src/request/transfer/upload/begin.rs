//! The beginning of an upload: from a session, an address or a saved state, and its settings.

use std::marker::PhantomData;

use super::content::{RANGES, expires};
use super::ranges::Ranges;
use super::step::Commit;
use super::{Upload, UploadError, UploadState};
use crate::model::Ref;
use crate::patch::Patchable;
use crate::request::anonymous::Address;
use crate::request::transfer::SliceSize;
use crate::request::transfer::patience::Patience;
use crate::request::{Answer, wire};

impl<A: Answer> Upload<A> {
    /// Begins with the session of an answer, and the number of bytes of the whole item.
    ///
    /// # Errors
    ///
    /// Returns an error if there is nothing to upload, if the session has no address or one that cannot be used, or if
    /// the ranges that it expects are invalid.
    pub fn new<S: Patchable>(session: &S, total: u64) -> Result<Self, UploadError> {
        let model = session.as_model();
        let mut upload = Self::from_url(wire::text(model, "uploadUrl").unwrap_or_default(), total)?;
        upload.expires = expires(model);
        if let Some(Ref::StringList(Some(list))) = model.info().position(RANGES).map(|place| model.get(place))
            && !list.is_empty()
        {
            let texts = list.iter().map(|text| Some(text.as_str()));
            let missing = Ranges::read(texts, total).map_err(|reason| UploadError::Ranges { reason })?;
            upload.best = total.saturating_sub(missing.length());
            upload.missing = missing;
        }
        Ok(upload)
    }

    /// Begins with the address of a session.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`new`](Self::new).
    pub fn from_url(url: &str, total: u64) -> Result<Self, UploadError> {
        if total == 0 {
            return Err(UploadError::Empty);
        }
        let address = Address::parse(url)?;
        let slice = SliceSize::default();
        let state = UploadState { address, total, slice, acknowledged: 0, expires: None };
        Ok(Self { sent_end: Some(0), asks: false, ..Self::resume(state) })
    }

    /// Goes on after a restart. The first request asks the service for its state. The item must be the same as before.
    pub fn resume(state: UploadState) -> Self {
        Self {
            missing: Ranges::from(state.acknowledged, state.total),
            address: state.address,
            total: state.total,
            slice: state.slice,
            expires: state.expires,
            sent: None,
            sent_end: None,
            best: state.acknowledged,
            asks: true,
            has_ended: false,
            commit: Commit::Implicit,
            patience: Patience::new(),
            answer: PhantomData,
        }
    }

    /// Sets the size of slices.
    #[must_use]
    pub fn with_slice(mut self, slice: SliceSize) -> Self {
        self.slice = slice;
        self
    }

    /// Sets the number of failures without progress that the upload survives: with one more it ends with
    /// [`UploadError::Stalled`]. The default is 10. A request for the state of the session is no failure.
    #[must_use]
    pub fn with_max_failures(mut self, failures: u32) -> Self {
        self.patience = self.patience.with_limit(failures);
        self
    }

    /// Completes a session that was created with `deferCommit`: after the last byte, a `POST` without content tells the
    /// service to commit the item. The answer is the item. The saved state does not contain this setting: set it again
    /// after [`resume`](Self::resume).
    ///
    /// A program that commits later stops as soon as [`acknowledged`](Self::acknowledged) is [`total`](Self::total),
    /// and sends the next request when it is time.
    ///
    /// ```
    /// use graph_models_core::request::Bytes;
    /// use graph_models_core::request::transfer::{Upload, UploadStep};
    ///
    /// let url = "https://contoso.sharepoint.com/up?tempauth=t";
    /// let mut upload = Upload::<Bytes>::from_url(url, 5)?.with_deferred_commit();
    /// let slice = upload.next_request()?.with_body("12345").into_request();
    /// let answer = http::Response::builder().status(202).body(r#"{"nextExpectedRanges": []}"#)?;
    /// assert_eq!(upload.read(answer)?, UploadStep::Going);
    /// assert_eq!(upload.acknowledged(), upload.total());
    ///
    /// let commit = upload.next_request()?.with_body("").into_request();
    /// assert_eq!((commit.method().as_str(), &commit.headers()["content-length"]), ("POST", &"0".parse()?));
    /// let answer = http::Response::builder().status(201).body("{}")?;
    /// assert_eq!(upload.read(answer)?, UploadStep::Done(Bytes::from("{}")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_deferred_commit(mut self) -> Self {
        self.commit = Commit::Deferred;
        self
    }
}
