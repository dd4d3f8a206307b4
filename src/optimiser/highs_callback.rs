//! Watching HiGHS while it solves: rosters and bounds as they are found, better rosters handed in, and an early stop.
//!
//! The `highs` crate has no callbacks, so this file calls the C interface itself; it is the only unsafe code here.

use std::ffi::{c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

use highs::{HighsStatus, Model, SolvedModel};
use highs_sys::{
    Highs_setCallback, Highs_setCallbackSolution, Highs_startCallback, HighsCallbackDataIn, HighsCallbackDataOut,
    HighsInt, kHighsCallbackMipImprovingSolution as MIP_IMPROVING_SOLUTION,
    kHighsCallbackMipInterrupt as MIP_INTERRUPT, kHighsCallbackSimplexInterrupt as SIMPLEX_INTERRUPT,
};

/// `kCallbackMipUserSolution`; the C header misspells its name, so that bindings may lack it.
const MIP_USER_SOLUTION: HighsInt = 9;

/// Who watches a solve. All calls come from the thread that solves.
pub trait Watcher {
    /// HiGHS found a better solution: the value of every column.
    fn improved(&mut self, values: &[f64]);
    /// The proven bound, without the constant of the model, may have moved.
    fn bound(&mut self, bound: f64);
    /// Whether HiGHS should stop now.
    fn wants_stop(&mut self) -> bool;
    /// A solution that HiGHS may not know yet: the value of every column.
    fn offer(&mut self) -> Option<Vec<f64>>;
}

/// What the callback gets back from HiGHS.
struct Frame<'a> {
    watcher: &'a mut dyn Watcher,
    columns: usize,
    failed: bool,
}

/// Solves `model` under the eyes of `watcher`.
///
/// # Errors
/// The status of HiGHS when the solve itself fails; limits and stops are no errors.
#[expect(unsafe_code, reason = "the highs crate wraps no callbacks")]
pub fn solve_watched(mut model: Model, watcher: &mut dyn Watcher) -> Result<SolvedModel, HighsStatus> {
    let mut frame = Frame { watcher, columns: model.num_cols(), failed: false };
    let highs = model.as_mut_ptr();
    // SAFETY: `highs` is the live object of `model`. `frame` outlives the solve below, and the callback is cleared
    // before `frame` goes away.
    unsafe {
        Highs_setCallback(highs, Some(on_event), (&raw mut frame).cast::<c_void>());
        for kind in [SIMPLEX_INTERRUPT, MIP_IMPROVING_SOLUTION, MIP_INTERRUPT, MIP_USER_SOLUTION] {
            Highs_startCallback(highs, kind);
        }
    }
    let mut solved = model.try_solve();
    if let Ok(solved) = &mut solved {
        // SAFETY: as above; without a callback HiGHS keeps no pointer to `frame`.
        unsafe {
            Highs_setCallback(solved.as_mut_ptr(), None, std::ptr::null_mut());
        }
    }
    solved
}

/// Solves `model` until `stop` says so.
///
/// # Errors
/// As [`solve_watched`].
pub fn solve_stoppable(model: Model, stop: &dyn Fn() -> bool) -> Result<SolvedModel, HighsStatus> {
    struct Stopper<'a>(&'a dyn Fn() -> bool);
    impl Watcher for Stopper<'_> {
        fn improved(&mut self, _values: &[f64]) {}

        fn bound(&mut self, _bound: f64) {}

        fn wants_stop(&mut self) -> bool {
            (self.0)()
        }

        fn offer(&mut self) -> Option<Vec<f64>> {
            None
        }
    }
    solve_watched(model, &mut Stopper(stop))
}

/// The C callback: passes each event on to the watcher. A panic of the watcher ends the solve instead of crossing C.
#[expect(unsafe_code, reason = "called by HiGHS with raw pointers")]
unsafe extern "C" fn on_event(
    kind: c_int,
    _message: *const c_char,
    output: *const HighsCallbackDataOut,
    input: *mut HighsCallbackDataIn,
    frame: *mut c_void,
) {
    // SAFETY: `frame` is the one set in `solve_watched`, used by this thread only while HiGHS runs; HiGHS passes
    // valid output for every event, valid input for the kinds handled here, and null where there is none.
    let (Some(frame), Some(output)) = (unsafe { (frame.cast::<Frame<'_>>().as_mut(), output.as_ref()) }) else {
        return;
    };
    let done = catch_unwind(AssertUnwindSafe(|| match kind {
        MIP_IMPROVING_SOLUTION if !output.mip_solution.is_null() => {
            let size = usize::try_from(output.mip_solution_size).unwrap_or(0).min(frame.columns);
            // SAFETY: HiGHS gives as many values as it says.
            let values = unsafe { std::slice::from_raw_parts(output.mip_solution, size) };
            if size == frame.columns {
                frame.watcher.improved(values);
            }
            false
        }
        SIMPLEX_INTERRUPT => frame.watcher.wants_stop(),
        MIP_INTERRUPT => {
            frame.watcher.bound(output.mip_dual_bound);
            frame.watcher.wants_stop()
        }
        MIP_USER_SOLUTION => {
            if let Some(values) = frame.watcher.offer()
                && values.len() == frame.columns
                && let Ok(size) = HighsInt::try_from(values.len())
            {
                // SAFETY: `input` belongs to this event, and HiGHS copies the values before it returns.
                unsafe { Highs_setCallbackSolution(input, size, values.as_ptr()) };
            }
            false
        }
        _ => false,
    }));
    frame.failed |= done.is_err();
    if matches!(kind, SIMPLEX_INTERRUPT | MIP_INTERRUPT)
        // SAFETY: as above; only interrupt events may ask for a stop.
        && let Some(input) = unsafe { input.as_mut() }
    {
        // Said every time: HiGHS does not forget an earlier wish by itself.
        input.user_interrupt = HighsInt::from(frame.failed || done.is_ok_and(|stop| stop));
    }
}
