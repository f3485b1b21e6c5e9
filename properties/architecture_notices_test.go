package properties_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// breach is a file of a program that was made up, and what is to be said of it; nothing
// is where it breaks no rule.
type breach struct{ file, text, wants string }

// planted lists the folders that a row is about.
func (r *row) planted() []string {
	if r.single {
		return []string{r.folder}
	}
	return []string{r.folder, r.folder + "/below/deeper"}
}

// imports are breaches by what is imported, and imports that are none, for a row.
func (r *row) imports(plant func(imported, wants string)) {
	must := "must not import "
	stranger := false
	for i := range rows {
		o := &rows[i]
		inner := o.folder
		switch {
		case o == r || slices.Contains(r.allows(), inner):
			plant(module+"/"+inner, "")
		default:
			stranger = true
			plant(module+"/"+inner, must+inner+": "+r.why)
		}
		for other := range strings.FieldsSeq(o.outside) {
			if slices.Contains(strings.Fields(r.outside), other) {
				plant(other+"/v8", "")
			} else {
				plant(other, must+other+": "+r.why)
			}
		}
	}
	if !stranger {
		panic(r.folder + " may import all there is")
	}
	plant(module+"/elsewhere", must+"elsewhere")
	plant("example.org/else", must+"example.org/else: "+r.why)
	for _, other := range testsOnly {
		plant(other+"/gen", "is for tests only")
	}
	for _, name := range append([]string{"os/exec", "os/signal", "net/http"}, system...) {
		wants := must + name + ", which is the operating system's"
		if r.system {
			wants = ""
		}
		plant(name, wants)
	}
	for _, name := range []string{"math/rand", "math/rand/v2", "crypto/rand"} {
		wants := must + name + ": random numbers come from the scheduler's own generator"
		if r.runs < steady {
			wants = ""
		}
		plant(name, wants)
	}
	wants := must + "maps: the order of a map"
	if r.runs < exact {
		wants = ""
	}
	plant("maps", wants)
}

// code are breaches by what is done, and what is none, for a row.
func (r *row) code(plant func(text, wants string)) {
	for _, c := range []struct {
		text, wants string
		from        steadiness
	}{
		{`import "time"; var t = time.Now()`, "must not use time.Now", steady},
		{`import clock "time"; var f = clock.Since`, "must not use time.Since", steady},
		{`type set map[int]bool; func f(s set) { for range s {} }`, "must not range over a map", exact},
		{`var half = 1 / 2.0`, "must not use floats", exact},
		{`type share float32; func f(s share) share { return s }`, "must not use floats", exact},
		{`import "time"; var t time.Duration; var m map[int]bool`, "", free},
	} {
		if r.runs < c.from {
			c.wants = ""
		}
		plant(c.text, c.wants)
	}
}

// TestArchitectureNotices plants an offender for each rule in every folder that has a
// row and in one below, and code that offends nothing, and shows that each is noticed,
// with the reason, and nothing else.
func TestArchitectureNotices(t *testing.T) {
	t.Run("imports", func(t *testing.T) {
		var list []breach
		for i := range rows {
			for _, folder := range rows[i].planted() {
				rows[i].imports(func(imported, wants string) {
					file := fmt.Sprintf("%s/a%d.go", folder, len(list))
					list = append(list, breach{file, fmt.Sprintf("package p; import _ %q", imported), wants})
				})
			}
		}
		notices(t, list, (*program).checkImports)
	})
	t.Run("code", func(t *testing.T) {
		var list []breach
		for i := range rows {
			for _, folder := range rows[i].planted() {
				rows[i].code(func(text, wants string) {
					file := fmt.Sprintf("%s/own%d/a.go", folder, len(list))
					if rows[i].single { // whose offenders take the place of each other
						if wants != "" {
							t.Fatalf("%s is single and steady: offenders below it need folders of their own", folder)
						}
						file = folder + "/a.go"
					}
					list = append(list, breach{file, "package p; " + text, wants})
				})
			}
		}
		notices(t, list, func(p *program) { p.checkCode(t) })
	})
	t.Run("folders", func(t *testing.T) {
		var list []breach
		for _, file := range []string{"a.go", "elsewhere/a.go", "elsewhere/tested/a_test.go", "modelling/a.go", "cmd/other/a.go", "cmd/simrun/other/a.go"} {
			list = append(list, breach{file, "package p", path.Dir(file) + " is in no row: add one to properties/architecture_rows_test.go"})
		}
		notices(t, list, (*program).checkImports)
	})
}

// notices fails where a breach is not noticed, or something is that is none.
func notices(t *testing.T, list []breach, check func(*program)) {
	t.Helper()
	tree := fstest.MapFS{}
	for _, b := range list {
		tree[b.file] = &fstest.MapFile{Data: []byte(b.text)}
	}
	p := read(t, tree)
	check(p)
	for _, b := range list {
		var found []string
		for _, flaw := range p.flaws {
			if strings.HasPrefix(flaw, b.file+":") || strings.HasPrefix(flaw, path.Dir(b.file)+" is in no row") {
				found = append(found, flaw)
			}
		}
		switch text := strings.Join(found, "; "); {
		case b.wants == "" && text != "":
			t.Errorf("%s: %s: this is allowed; found %s", b.file, b.text, text)
		case !strings.Contains(text, b.wants):
			t.Errorf("%s: %s: want a flaw that says %q, found %q", b.file, b.text, b.wants, text)
		}
	}
}
