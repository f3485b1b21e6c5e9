package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/exp/slog"

	"github.com/glarelab/glare/model/names"
)

// logger is the program's log. This file is the only one that knows which
// package writes it.
type logger = slog.Logger

var (
	logLevels  = []string{"debug", "info", "warn", "error"}
	logFormats = []string{"text", "json"}
)

// newLogger makes the log of diagnostics and progress, on standard error.
func newLogger(w io.Writer, level, format string) (*logger, error) {
	var options slog.HandlerOptions
	var least slog.Level
	if err := OneOf("--log-level", level, logLevels); err != nil {
		return nil, err
	}
	if err := least.UnmarshalText([]byte(level)); err != nil {
		return nil, err
	}
	options.Level = least
	// Without the time, the log of a run can be compared with another's.
	options.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}
	if err := OneOf("--log-format", format, logFormats); err != nil {
		return nil, err
	}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, &options)), nil
	}
	return slog.New(slog.NewTextHandler(w, &options)), nil
}

// OneOf checks the value of a flag that has a fixed list of them.
func OneOf(flag, value string, known []string) error {
	if slices.Contains(known, value) {
		return nil
	}
	err := names.Unknown("value of "+flag, value, known)
	if unknown, ok := errors.AsType[*names.UnknownError](err); ok && unknown.Near != "" {
		return fmt.Errorf("%w known: %s", err, strings.Join(known, ", "))
	}
	return err
}
