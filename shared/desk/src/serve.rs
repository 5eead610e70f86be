//! Opening the port and keeping it open until the person closes the app.

use std::{
    io::{self, BufRead, Write},
    net::Ipv4Addr,
    sync::{Arc, Weak},
    task::Poll,
    thread,
};

use tokio::net::TcpListener;

use crate::{
    Core, Files, Options, browser, page,
    router::{Desk, router},
};

/// Why the desk could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens on this port.
    #[error("port {0} is in use by another program")]
    PortBusy(u16),
    /// The computer does not let the desk listen.
    #[error("the desk cannot listen on this computer")]
    Listen(#[source] io::Error),
    /// The computer gives no random numbers, and so no address can be kept secret.
    #[error("this computer gives no random numbers")]
    Random(#[source] getrandom::Error),
}

/// Opens the desk on 127.0.0.1 and blocks until Ctrl-C (or SIGTERM) ends it. Enter on the standard input makes a new
/// address and closes the session of the old one. `files` is the shell that `core` runs with.
///
/// # Errors
///
/// See [`ServeError`]. A token folder that cannot be written is no error: the address is printed instead.
pub fn serve(core: Arc<dyn Core>, files: &Arc<Files>, options: &Options) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ServeError::Listen)?;
    let served = runtime.block_on(async {
        let listener = listen(options.port.unwrap_or(0)).await?;
        let port = listener.local_addr().map_err(ServeError::Listen)?.port();
        let desk = Arc::new(Desk::new(core, Arc::clone(files), port).map_err(ServeError::Random)?);
        files.tidy();
        welcome(&desk, options);
        renew_at_enter(Arc::downgrade(&desk));
        let serving = tokio::spawn(axum::serve(listener, router(desk)).into_future());
        ended().await.map_err(ServeError::Listen)?;
        serving.abort();
        Ok(())
    });
    browser::remove_lead(&options.token_folder);
    files.forget();
    served
}

async fn listen(port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortBusy(port),
        _ => ServeError::Listen(error),
    })
}

/// Opens the browser, or says where to go.
fn welcome(desk: &Arc<Desk>, options: &Options) {
    if !options.open_browser {
        say_address(desk);
        return;
    }
    let lead = desk.address().map(|address| browser::write_lead(&options.token_folder, &address));
    let Some(Ok(file)) = lead else {
        say_address(desk);
        return;
    };
    let t = page::texts(&desk.core.screen());
    say(&mut io::stdout(), &[&t.desk_opened(), &t.desk_new_address()]);
    let desk = Arc::downgrade(desk);
    thread::spawn(move || {
        if browser::open(&file).is_err()
            && let Some(desk) = desk.upgrade()
        {
            say_address(&desk);
        }
    });
}

/// The address alone on the standard output, for programs; the words beside it, for people, on the other.
fn say_address(desk: &Desk) {
    let t = page::texts(&desk.core.screen());
    let Some(address) = desk.address() else { return };
    say(&mut io::stderr(), &[&t.desk_address()]);
    say(&mut io::stdout(), &[&address]);
    say(&mut io::stderr(), &[&t.desk_new_address()]);
}

/// Nobody may be listening any more, and then there is nobody to tell.
fn say(to: &mut dyn Write, lines: &[&str]) {
    for line in lines {
        let _ = writeln!(to, "{line}");
    }
    let _ = to.flush();
}

/// Not kept: it sleeps in a read that nothing can end, and holds nothing back.
fn renew_at_enter(desk: Weak<Desk>) {
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let (Ok(_), Some(desk)) = (line, desk.upgrade()) else { return };
            // Without random numbers everything stays as it is: better the old address than one that can be guessed.
            if desk.renew().is_ok() {
                say_address(&desk);
            }
        }
    });
}

/// Waits for Ctrl-C or, where there is such a thing, a request to terminate.
async fn ended() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
        std::future::poll_fn(|context| match terminate.poll_recv(context) {
            Poll::Pending => interrupt.poll_recv(context),
            ready @ Poll::Ready(_) => ready,
        })
        .await;
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FakeCore, screen};

    #[test]
    fn a_busy_port_is_named() {
        let taken = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let folder = tempfile::tempdir().unwrap();
        let token_folder = folder.path().to_owned();
        let files = Arc::new(Files::new(token_folder.clone()));
        let options = Options { port: Some(port), token_folder, open_browser: true };

        let refused = serve(FakeCore::new(screen(vec![])), &files, &options);

        assert!(matches!(refused, Err(ServeError::PortBusy(busy)) if busy == port));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn only_this_computer_can_reach_the_desk() {
        let listener = listen(0).await.unwrap();

        assert_eq!(listener.local_addr().unwrap().ip(), Ipv4Addr::LOCALHOST);
    }
}
