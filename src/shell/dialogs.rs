//! The system's file dialogs, asked and answered without holding up the screen; the words shown are the caller's.

use rfd::{AsyncFileDialog, FileHandle};
use std::collections::VecDeque;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll, Wake, Waker};

/// What is wanted of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Any number of files to read.
    OpenFiles,
    /// One project document.
    OpenProject,
    /// A place for a new file, with a name to start from.
    SaveAs { suggested_name: String },
}

/// One question, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub wanted: Wanted,
    pub title: String,
    /// What the listed kind of file is called; shown by some systems only.
    pub filter_name: String,
    /// Extensions without the dot. Empty: any file.
    pub extensions: Vec<String>,
    /// Where to start looking.
    pub folder: Option<PathBuf>,
}

/// The answer to one question. No path: cancelled, or the system has no dialog, which it does not tell apart; offer a
/// typed path as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub question: Question,
    pub paths: Vec<PathBuf>,
}

/// Somebody who can be asked for files.
pub trait FilePicker {
    /// Opens a dialog; nothing happens while one is open.
    fn ask(&mut self, question: Question);
    /// The answer, once, when it is there.
    fn poll(&mut self) -> Option<Picked>;
    fn is_open(&self) -> bool;
}

/// The system's own dialogs.
pub struct SystemPicker {
    sender: Sender<Picked>,
    receiver: Receiver<Picked>,
    is_open: bool,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for SystemPicker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SystemPicker").field("is_open", &self.is_open).finish_non_exhaustive()
    }
}

impl SystemPicker {
    /// `wake` is called from another thread when an answer is there.
    #[must_use]
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        SystemPicker { sender, receiver, is_open: false, wake: Arc::new(wake) }
    }

    /// Waits for the dialog on a thread of its own; the dialog itself was made where it must be made on macOS.
    fn answer<T>(&mut self, question: Question, future: impl Future<Output = T> + Send + 'static)
    where
        T: IntoPaths + 'static,
    {
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let waiting = std::thread::Builder::new().name("dialog".to_owned()).spawn(move || {
            let paths = wait_for(future).into_paths();
            // The receiver is gone only when the window is.
            let _ = sender.send(Picked { question, paths });
            wake();
        });
        match waiting {
            Ok(_) => self.is_open = true,
            Err(error) => log::error!("no thread for a dialog: {error}"),
        }
    }
}

impl FilePicker for SystemPicker {
    fn ask(&mut self, question: Question) {
        if self.is_open {
            return;
        }
        let mut dialog = AsyncFileDialog::new().set_title(&question.title);
        if !question.extensions.is_empty() {
            dialog = dialog.add_filter(&question.filter_name, &question.extensions);
        }
        if let Some(folder) = &question.folder {
            dialog = dialog.set_directory(folder);
        }
        match &question.wanted {
            Wanted::OpenFiles => self.answer(question, dialog.pick_files()),
            Wanted::OpenProject => self.answer(question, dialog.pick_file()),
            Wanted::SaveAs { suggested_name } => {
                let future = dialog.set_file_name(suggested_name).save_file();
                self.answer(question, future);
            }
        }
    }

    fn poll(&mut self) -> Option<Picked> {
        let picked = self.receiver.try_recv().ok()?;
        self.is_open = false;
        Some(with_extension(picked))
    }

    fn is_open(&self) -> bool {
        self.is_open
    }
}

/// Some systems leave the extension of a new file to the person.
fn with_extension(mut picked: Picked) -> Picked {
    if matches!(picked.question.wanted, Wanted::SaveAs { .. })
        && let Some(extension) = picked.question.extensions.first()
    {
        for path in &mut picked.paths {
            let has_one = path.extension().is_some_and(|found| {
                picked.question.extensions.iter().any(|allowed| found.eq_ignore_ascii_case(allowed))
            });
            if !has_one {
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(".");
                name.push(extension);
                path.set_file_name(name);
            }
        }
    }
    picked
}

trait IntoPaths {
    fn into_paths(self) -> Vec<PathBuf>;
}

impl IntoPaths for Option<FileHandle> {
    fn into_paths(self) -> Vec<PathBuf> {
        self.iter().map(|file| file.path().to_owned()).collect()
    }
}

impl IntoPaths for Option<Vec<FileHandle>> {
    fn into_paths(self) -> Vec<PathBuf> {
        self.iter().flatten().map(|file| file.path().to_owned()).collect()
    }
}

/// Sleeps until the future is done.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// Gives prepared answers in order, then cancels: for tests and for runs without a screen.
#[derive(Debug, Default)]
pub struct FixedPicker {
    pub answers: VecDeque<Vec<PathBuf>>,
    open: Option<Question>,
}

impl FixedPicker {
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = Vec<PathBuf>>) -> Self {
        FixedPicker { answers: answers.into_iter().collect(), open: None }
    }
}

impl FilePicker for FixedPicker {
    fn ask(&mut self, question: Question) {
        self.open.get_or_insert(question);
    }

    fn poll(&mut self) -> Option<Picked> {
        let question = self.open.take()?;
        let paths = self.answers.pop_front().unwrap_or_default();
        Some(with_extension(Picked { question, paths }))
    }

    fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(wanted: Wanted) -> Question {
        Question {
            wanted,
            title: "Save".to_owned(),
            filter_name: "Table".to_owned(),
            extensions: vec!["csv".to_owned()],
            folder: None,
        }
    }

    #[test]
    fn prepared_answers_come_once_each_then_cancel() {
        let mut picker = FixedPicker::new([vec![PathBuf::from("a.csv"), PathBuf::from("b.csv")]]);
        assert_eq!(picker.poll(), None);
        picker.ask(question(Wanted::OpenFiles));
        assert!(picker.is_open());
        assert_eq!(picker.poll().unwrap().paths.len(), 2);
        assert_eq!(picker.poll(), None);
        picker.ask(question(Wanted::OpenProject));
        assert!(picker.poll().unwrap().paths.is_empty());
    }

    #[test]
    fn a_new_file_gets_the_extension_that_was_asked_for() {
        let save = || question(Wanted::SaveAs { suggested_name: "list.csv".to_owned() });
        let mut picker = FixedPicker::new([vec![PathBuf::from("list v1.2")], vec![PathBuf::from("LIST.CSV")]]);
        picker.ask(save());
        assert_eq!(picker.poll().unwrap().paths, [PathBuf::from("list v1.2.csv")]);
        picker.ask(save());
        assert_eq!(picker.poll().unwrap().paths, [PathBuf::from("LIST.CSV")]);
    }

    #[test]
    fn a_future_that_waits_is_waited_for() {
        let mut n_polls = 0;
        let value = wait_for(std::future::poll_fn(|context| {
            n_polls += 1;
            context.waker().wake_by_ref();
            if n_polls < 3 { Poll::Pending } else { Poll::Ready(n_polls) }
        }));
        assert_eq!(value, 3);
    }
}
