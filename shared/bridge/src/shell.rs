//! What every shell provides.

use std::sync::Arc;

use app::effects::device::DeviceRequest;

/// What every shell provides.
#[uniffi::export(with_foreign)]
pub trait Shell: Send + Sync {
    /// The screen should be read again. Called from the core's thread: pass it on to the thread that draws and return.
    ///
    /// # Errors
    ///
    /// See [`ShellError`]; the app goes on.
    fn changed(&self) -> Result<(), ShellError>;

    /// Do something away from the app: pass it on to the thread that draws and return. What comes of it is sent as `Returned`
    /// with the same purpose, which the shell keeps even when the system ends the app meanwhile.
    ///
    /// # Errors
    ///
    /// See [`ShellError`]; a shell that cannot do it sends `Returned` with `Failed`, so that somebody is told.
    fn request(&self, request: DeviceRequest) -> Result<(), ShellError>;
}

/// Why a shell did not take note of a change or a request.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ShellError {
    /// It failed.
    #[error("the shell failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ShellError {
    /// The exception's own words may repeat what is on the screen, so they go no further.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// A shell as the core sees it.
pub(crate) struct Drawing(pub(crate) Arc<dyn Shell>);

impl runtime::Shell for Drawing {
    fn changed(&self) {
        // A shell that missed one change reads the whole screen at the next: there is nothing to make good.
        let _ = self.0.changed();
    }

    fn request(&self, request: DeviceRequest) {
        // The screen the person pressed on is still there, and the press can be made again.
        let _ = self.0.request(request);
    }
}
