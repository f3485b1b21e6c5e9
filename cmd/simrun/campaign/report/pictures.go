package report

import (
	"bytes"
	"encoding/base64"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/story"
)

// mostPictures is how many stories a page draws: those of the gravest findings.
const mostPictures = 60

// Pictures are the stories of findings drawn, by the number of the finding, as a page takes
// them. Of a finding whose story cannot be told it is said why.
type Pictures struct {
	drawn map[int]string
	why   map[int]string
}

// Draw draws the stories.
func (r *Report) Draw(p *story.Reporter) Pictures {
	pictures := Pictures{map[int]string{}, map[int]string{}}
	for i := range r.Findings[:min(len(r.Findings), mostPictures)] {
		t, err := r.Findings[i].Retell(p)
		switch {
		case err != nil:
			pictures.why[i] = err.Error()
			continue
		case t == nil:
			continue
		}
		var b bytes.Buffer
		if err := diagram.SVG(&b, p.Picture(t, nil)); err != nil {
			pictures.why[i] = err.Error()
			continue
		}
		pictures.drawn[i] = "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
	}
	return pictures
}
