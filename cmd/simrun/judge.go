package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/judge"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func newJudgeCommand(p *cli.Program) *cobra.Command {
	var o judge.Options
	var picture cli.Picture
	c := &cobra.Command{
		Use:   "judge [flags] FILE…",
		Short: "Say what the call events of a real room tell",
		Long: `Judge reads the events of a room as people have them: a /sync response, a page of
/messages, a room that a client has exported as JSON, an array of events, or events
one a line. Several files are what several devices saw of one room.

It says who called whom, how each call ended at each end, where what happened left
the specification (clause, event, and what could have followed), which readings and
profiles explain each device, which known story it is, and what would have had to
happen for it to go well; and it looks for a run of the model that has just these
events, to replay and explain. What events cannot tell it says it cannot tell.

Descriptions, candidates and addresses are never shown. Users are called alice, bob
and so on, in the order in which they are met, unless --names.

Exit status: 0 nothing wrong found, 1 what happened left the specification or went
wrong, 2 bad input: no JSON, or no event of a call. There is no --strict: nothing
is excused.`,
		Example: `  simrun judge sync.json
  simrun judge alices-phone.json bobs-laptop.json
  simrun judge --diagram html -o call.html room.json
  curl … | simrun judge /dev/stdin`,
		RunE: func(_ *cobra.Command, args []string) error { return runJudge(p, args, o, picture) },
	}
	cli.PictureFlags(p.Printer, c, &picture)
	c.Flags().BoolVar(&o.Names, "names", false, "show user IDs as they are")
	return c
}

// runJudge judges what files hold.
func runJudge(p *cli.Program, args []string, o judge.Options, picture cli.Picture) error {
	if len(args) == 0 {
		return fmt.Errorf("judge: expected files with events as JSON, such as `simrun judge sync.json`")
	}
	if err := picture.Check(p); err != nil {
		return err
	}
	var list []judge.File
	for _, name := range args {
		text, err := files.ReadFile(name, judge.MaxFile)
		if err != nil {
			return err
		}
		list = append(list, judge.File{Name: name, Text: []byte(text)})
	}
	r, err := judge.Judge(list, o)
	if err != nil {
		return err
	}
	if r.Bad() {
		p.End(term.StatusViolated)
	}
	if picture.Format != "" {
		err = cli.Draw(p.Printer, picture, r.Picture())
	}
	switch {
	case p.JSON():
		line := struct {
			*judge.Report
			Tested story.Tested `json:"tested"`
		}{r, p.Tested()}
		return errors.Join(p.Emit(line), err)
	case picture.Format == "" || err != nil: // what cannot be drawn is told
		judge.Show(p.Printer, r)
		p.Printf("\n")
		p.Tested().Show(p.Printer)
	case picture.File != "":
		p.Printf("%s\nDrawn:  %s\n", r.Headline(), picture.File)
	}
	return err
}
