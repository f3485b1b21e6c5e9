// Package report shows what a campaign has come to, to people and to other programs.
//
// It finds nothing out and decides nothing: that is package summary's.
//
// A [Report] is a summary with what is known beside it: the pace of the machines, and a
// picture of each story. It is text ([Report.Text]), JSON, Markdown for the summary of a CI
// job, JUnit XML, or one page of HTML that needs nothing else, which the live page of a
// server shows too. Whatever names a result holds, in a page they are text.
//
// Read report.go, text.go, json.go, markdown.go, junit.go, html.go with pictures.go.
package report
