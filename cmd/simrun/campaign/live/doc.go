// Package live is a page that shows a campaign while it goes on.
//
// It knows nothing of campaigns: what there is to be shown it is told.
//
// A [Page] is served on this machine alone, for it asks nobody who is there. It is the report
// as a file would have it, and tells an open browser by server-sent events how far the work
// is, and that the report has changed.
//
// Read page.go, then standing.go: what the page is told.
package live
