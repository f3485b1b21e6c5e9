package vectors

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// sdp is the description of an event's sender: complete enough for a client that reads it, with an
// audio stream and, for a video call, one of video. It names no address, and nothing connects to it.
func sdp(sys *sim.System, item sim.Item, video bool) event.Secret {
	who := sys.CallName(item.Call()) + strings.ReplaceAll(sys.DeviceName(item.Sender()), ".", "")
	lines := []string{
		"v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0", "a=group:BUNDLE 0", "a=msid-semantic: WMS stream-" + who,
	}
	media := []struct{ kind, payload, codec string }{{"audio", "111", "opus/48000/2"}, {"video", "96", "VP8/90000"}}
	if !video {
		media = media[:1]
	} else {
		lines[4] += " 1"
	}
	for i, m := range media {
		lines = append(lines,
			fmt.Sprintf("m=%s 9 UDP/TLS/RTP/SAVPF %s", m.kind, m.payload), "c=IN IP4 0.0.0.0",
			"a=ice-ufrag:"+who, "a=ice-pwd:0000000000000000000000", "a=fingerprint:sha-256 "+strings.TrimSuffix(strings.Repeat("00:", 32), ":"),
			"a=setup:actpass", fmt.Sprintf("a=mid:%d", i), "a=sendrecv", "a=rtcp-mux",
			fmt.Sprintf("a=msid:stream-%s %s-%s", who, m.kind, who), "a=rtpmap:"+m.payload+" "+m.codec,
		)
	}
	return event.Withhold(strings.Join(lines, "\r\n") + "\r\n")
}
