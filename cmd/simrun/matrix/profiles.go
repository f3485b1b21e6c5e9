package matrix

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// RewriteInterop is the command that makes docs/INTEROP.md and its picture current.
const RewriteInterop = "go run ./cmd/simrun matrix --view profiles --format markdown -o docs/INTEROP.md --picture docs/interop.svg"

// profilesView lets every profile call every other, both at once.
func profilesView(ctx context.Context, p *story.Reporter, m *Run) (*Page, error) {
	names := readingsOf(m.Options.Readings, model.ClientNames())
	if err := noMixed(m.View.Name, names); err != nil {
		return nil, err
	}
	if err := m.Scenarios[0].Couple("the view profiles is about"); err != nil {
		return nil, err
	}
	base := m.Scenarios[0].Clone()
	// Capture as a step of its own: some clients take part in glare only from
	// then on. With more devices that is too much to explore.
	base.SlowMedia = base.SlowMedia || len(base.Devices) == len(base.Users)
	faults := strings.Join(m.Options.Faults, ",")
	tables, check, err := profileTables(m, base, names, faults)
	if err != nil {
		return nil, err
	}
	var every []*Trial
	for _, t := range tables {
		every = append(every, t.all...)
	}
	if err := searchAll(ctx, p, m, append(every, sanityTrials(check)...)); err != nil {
		return nil, err
	}
	page := newPage("", "Who can call whom when both call at once",
		"Each deployed client, as far as one device and the knobs express it, calls each other one, both at once; every run "+
			"was explored"+mediaText(base)+". A cell is the worse of the two orders of the call "+
			"IDs; a number is that of the steps of a shortest story. The table is the same on both sides of its diagonal. "+
			"What people use today comes first.",
		"Profiles were read from code, at the commits named below; those of matrix-js-sdk and hydrogen were compared with the "+
			"running clients, too. A cell says what two clients do that have these knobs. All play "+versionsText(base)+" of the call protocol. Users answer what rings: where a client drops "+
			"its own call and the other's rings, they do get to talk, by hand.")
	page.Summary = "Two people call each other at the same moment, each with one of these clients: what it comes to at worst."
	main, noted := tables[0], names
	if len(tables) > 1 {
		noted = slices.Concat(names, model.ElsewhereNames())
	}
	page.Undone = undone(append(every, sanityTrials(check)...))
	page.slow, page.brief = base.SlowMedia && !m.Scenarios[0].SlowMedia, true
	if page.slow {
		page.Recipe = pairRecipe(base, main.all, faults)
	}
	for _, t := range tables {
		page.addPairs(t)
	}
	if slices.Contains(page.usedClasses(), grid.Hopeless) {
		page.Lead = append(page.Lead, grid.Hopeless.Sign()+" stands where "+grid.Hopeless.Word()+". Where one presses first and the "+
			"other's phone rings in time, they may get to talk there too.")
	}
	for _, t := range tables {
		if !t.all[0].endless {
			page.Notes = append(page.Notes, endsNote(t))
		}
	}
	if check != nil {
		page.Notes = append(page.Notes, sanityNote(check))
	}
	page.Notes = append(page.Notes, profileNotes(noted)...)
	if len(tables) > 1 {
		page.command = RewriteInterop
	}
	return page, nil
}

// profileTables are the tables of the view, not explored yet; those behind the first
// belong to the committed page alone.
func profileTables(m *Run, base *sim.Scenario, names []string, faults string) ([]*pairTable, []*sanityRow, error) {
	main, err := squareTable(base, names, faults)
	if err != nil {
		return nil, nil, err
	}
	main.title, main.name = "Profile × profile", "profiles"
	check, err := sanityOf(m)
	if err != nil || !isUsual(m) || base.Name != m.View.Scenarios[0] {
		return []*pairTable{main}, check, err
	}
	two, err := twoDevicesTable()
	if err != nil {
		return nil, nil, err
	}
	other, err := elsewhereTable(base)
	return []*pairTable{main, two, other}, check, err
}

// versionsText says in words which versions of the call protocol the devices have.
func versionsText(s *sim.Scenario) string {
	versions := s.Versions()
	if len(versions) == 1 {
		return "version " + strings.TrimPrefix(versions[0], "v")
	}
	return "the versions " + strings.Join(versions, ", ")
}

// mediaText says in words whether getting media takes steps, and whose devices have the same client.
func mediaText(s *sim.Scenario) string {
	text := ""
	if s.SlowMedia {
		text = ", with capture and TURN as steps of their own"
	}
	if len(s.Devices) > len(s.Users) {
		text += "; all devices of a user have the same client"
	}
	return text
}

// pairText gives each user a reading.
func pairText(s *sim.Scenario, first, second string) string {
	return s.Users[0].Name + "=" + first + "," + s.Users[1].Name + "=" + second
}

// pairCell is the cell of two profiles; mirrored, its row is that of the second.
func (p *Page) pairCell(t *Trial, mirrored bool) grid.Cell {
	var facts []string
	first, second := t.scenario.Users[0], t.scenario.Users[1]
	if t.Searched != nil {
		facts = append(facts, fmt.Sprintf("%s has %s, %s has %s", first.Name, t.scenario.Reading(0).Name, second.Name, t.scenario.Reading(1).Name))
	}
	if t.Searched != nil && !t.endless {
		facts = append(facts,
			fmt.Sprintf("both called, %s has the lesser ID: %s", first.Name, ends(t, bothCalled|firstLesser)),
			fmt.Sprintf("both called, %s has the lesser ID: %s", second.Name, ends(t, bothCalled)))
	}
	cell := p.cell(t, facts...)
	cell.Class, cell.Words = pairClass(t), t.words()
	names := []string{first.Name + " " + t.scenario.Reading(0).Name, second.Name + " " + t.scenario.Reading(1).Name}
	if mirrored {
		slices.Reverse(names)
	}
	cell.Name = strings.Join(names, ", ")
	return cell
}

// RecipeLead stands before a recipe.
const RecipeLead = "The scenario of the cells has slow media, which no flag says. With a file that says it, a cell is searched again so:"

// GoesOn stands where a line of a recipe is broken.
const GoesOn = " \\\n  "

// pairRecipe is how to search a pair again: the first in which something goes wrong.
func pairRecipe(base *sim.Scenario, all []*Trial, faults string) string {
	s := all[max(slices.IndexFunc(all, func(t *Trial) bool { return len(t.broken) > 0 }), 0)].scenario
	usual := strings.Split(sim.Format(sim.NewScenario(base.Name)), "\n")
	var head []string
	for line := range strings.Lines(story.CaseHead(base)) {
		if line = strings.TrimSpace(line); !slices.Contains(usual, line) {
			head = append(head, "'"+line+"'")
		}
	}
	half := (len(head) + 1) / 2
	text := "printf '%s\\n' " + strings.Join(head[:half], " ") + GoesOn + strings.Join(head[half:], " ") + " > slow.txt\n" +
		"simrun check slow.txt --keep-going --reading " + pairText(s, s.Reading(0).Name, s.Reading(1).Name)
	if faults != "" && faults != None {
		text += " --faults " + faults
	}
	return text
}

// pairClass is the class of a pair: hopeless where no run in which both called
// ends with both in a call.
func pairClass(t *Trial) grid.Class {
	class := t.class()
	if class != grid.Failing || !t.whole() || t.endless {
		return class
	}
	for _, e := range t.ends {
		if e.mark&bothCalled != 0 && strings.Count(e.text, "=active(") == 2 {
			return class
		}
	}
	return grid.Hopeless
}

// ends are the ends of the runs with a mark.
func ends(t *Trial, mark uint8) string {
	texts := endTexts(t.ends, 0xff, mark)
	if len(texts) == 0 {
		return "no run"
	}
	return strings.Join(texts, "; ")
}

// endTexts lists the texts of the ends that have, of the bits of a mask, exactly
// those of a mark; each once.
func endTexts(list []ending, mask, mark uint8) []string {
	var texts []string
	for _, e := range list {
		if e.mark&mask == mark && !slices.Contains(texts, e.text) {
			texts = append(texts, e.text)
		}
	}
	slices.Sort(texts)
	return texts
}

// endsNote says of each pair of a table how runs end in which both called.
func endsNote(table *pairTable) grid.Note {
	note := grid.Note{
		Title: "How it ends when both have called: " + table.title,
		Lead: []string{"The first has the name alice, and calls a; the second is bob, and calls b. In the end all timers have " +
			"passed: who waited in vain is idle."},
		Rows: [][]string{{"pair", "if a is the lesser", "if b is the lesser"}},
	}
	for _, t := range table.all {
		if t.Searched != nil {
			note.Rows = append(note.Rows, []string{
				t.scenario.Reading(0).Name + " × " + t.scenario.Reading(1).Name,
				ends(t, bothCalled|firstLesser), ends(t, bothCalled),
			})
		}
	}
	return note
}

// profileNotes say what each profile is, where each knob was read, and what no knob
// expresses.
func profileNotes(names []string) []grid.Note {
	list := []grid.Note{{
		Title: "The profiles",
		Lead: []string{"Knobs that are not named were not read, and are as in literal. libQuotient has events but no call " +
			"logic; RingRTC and XMPP are not Matrix."},
		Rows: [][]string{{"profile", "client", "read at", "what no knob expresses"}},
	}, {
		Title: "Where each knob was read",
		Rows:  [][]string{{"profile", "knob", "source"}},
	}}
	for _, name := range names {
		profile, err := model.FindProfile(name)
		if err != nil {
			continue // a reading of another kind
		}
		list[0].Rows = append(list[0].Rows, []string{profile.Name, profile.Client, profile.Source, strings.Join(profile.Lacks, " ")})
		for _, known := range profile.Known {
			list[1].Rows = append(list[1].Rows, []string{profile.Name, known.Knob.String() + "=" + known.Value, known.Source})
		}
	}
	if len(list[0].Rows) == 1 {
		return nil
	}
	return list
}
