package certificates

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is stale is a certificate by its content, and nothing else.
func TestStales(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"notes.txt":        "# notes\n\nmine\n",
		"gone.literal.txt": "# gone.literal\n\nlimits       1 states\nverdict      proved\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.txt"), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := f.Stales(); err != nil || strings.Join(list, " ") != "gone.literal.txt" {
		t.Errorf("stale: %q, %v", list, err)
	}
}
