package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
)

// Version is what the build knows of itself: the module's version, or the
// revision that it was built from.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (v == "" || v == "(devel)") {
			v = s.Value
		}
	}
	if v == "" {
		v = "(devel)"
	}
	return v
}

// Build is a version that no two programs share that may find different things: that of a
// program under development, whose version says too little, has the hash of its file behind
// it.
func Build(version string) string {
	if version != "(devel)" && version != "unknown" && !strings.Contains(version, "dirty") {
		return version
	}
	return version + " " + ownHash()
}

// ownHash is the hash of this program's file, or of nothing where that cannot be read.
var ownHash = sync.OnceValue(func() string {
	h := sha256.New()
	if name, err := os.Executable(); err == nil {
		if file, err := os.Open(name); err == nil {
			defer file.Close()
			_, _ = io.Copy(h, file) // what is read of it tells it apart from most
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
})
