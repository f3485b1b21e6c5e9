package work

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/files"
)

// maxBundle is the longest bundle that is read, in bytes.
const maxBundle = 2 << 30

// Read reads the results of a campaign from folders and bundles, in any order and with any
// overlap. What is wrong with a part is told, and the part counts as not there; what is of
// another campaign is an error.
func Read(paths []string, told func(error)) (*result.Set, error) {
	var all *result.Set
	for _, path := range paths {
		set, err := readOne(path, told)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = set
			continue
		}
		if err := all.Merge(set); err != nil {
			if errors.Is(err, result.ErrForeign) {
				return nil, fmt.Errorf("%s and %s are of different campaigns, and cannot be merged: %w", paths[0], path, err)
			}
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return all, nil
}

// readOne reads one folder or bundle.
func readOne(path string, told func(error)) (*result.Set, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, files.NotFound(path, "folder or file of a campaign")
	}
	if !info.IsDir() {
		text, err := files.ReadFile(path, maxBundle)
		if err != nil {
			return nil, err
		}
		set, err := result.DecodeSet([]byte(text), func(err error) { told(fmt.Errorf("%s: a result in it: %w; the shard counts as not done", path, err)) })
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return set, nil
	}
	head := filepath.Join(path, campaignFile)
	text, err := os.ReadFile(head)
	if err != nil {
		return nil, fmt.Errorf("%s: there is no campaign in this folder: expected %s, which `simrun campaign run` writes", path, campaignFile)
	}
	c, err := result.DecodeCampaign(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", head, err)
	}
	if _, err := os.Stat(filepath.Join(path, shardsFolder)); err != nil {
		return result.NewSet(c), nil
	}
	return readShards(filepath.Join(path, shardsFolder), c, nil, told)
}
