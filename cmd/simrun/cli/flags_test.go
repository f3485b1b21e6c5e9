package cli

import "testing"

func TestBytesFlag(t *testing.T) {
	var b BytesFlag
	for text, want := range map[string]uint64{"4GiB": 4 << 30, "500MiB": 500 << 20, "1B": 1, "3TiB": 3 << 40} {
		if err := b.Set(text); err != nil || uint64(b) != want || b.String() != text {
			t.Errorf("%s: %d, %s, %v", text, b, b.String(), err)
		}
	}
	for _, text := range []string{"", "4", "GiB", "-1GiB", "1.5GiB", "99999999999TiB", "4GB"} {
		if b.Set(text) == nil {
			t.Errorf("%q was taken as %s", text, b.String())
		}
	}
}
