// Package web makes the explorer's page: a file, a folder for any web host, or a server on
// loopback.
//
// It answers nothing about runs: that is package explorer, which the page runs as
// WebAssembly, and which folder core compiles.
//
// [BuildCore] has the local Go toolchain build that, and takes the script that starts it
// from the same toolchain. A [Page] is what the page needs beside it: where it begins, and
// a picture for whoever cannot run it. [Page.HTML] is the page; [Page.Files] are a static
// site; [Serve] serves either on loopback. What is in folder page is bundled by
// bundle_test.go into folder dist, which is committed, so that nobody needs more than Go.
//
// Read page.go, policy.go, build.go, serve.go, open.go.
package web
