package drive_test

import (
	"os"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/cmd/simrun/drive/puppet"
)

func TestMain(m *testing.M) {
	puppet.Run()
	os.Exit(m.Run())
}

// puppetSpec is this program as a client that follows a reading, and misbehaves.
func puppetSpec(t testing.TB, how string) *drive.Spec {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &drive.Spec{Name: "puppet", Program: drive.Program{
		Args: []string{"env", puppet.Env + "=" + how, self}, Start: 20 * time.Second, Reply: 2 * time.Second,
	}}
}
