//! Whole pages over HTTP.
