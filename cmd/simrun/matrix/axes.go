package matrix

import (
	"fmt"
	"strings"
)

// readingsOf are the readings of a flag: each value is one, unless it has commas
// between plain names.
func readingsOf(list []string, usual []string) []string {
	if len(list) == 0 {
		return usual
	}
	var readings []string
	for _, value := range list {
		if user, _, ok := strings.Cut(value, "="); ok && !strings.ContainsAny(user, "+,") {
			readings = append(readings, value) // alice=NAME,bob=NAME
			continue
		}
		readings = append(readings, strings.Split(value, ",")...)
	}
	return readings
}

// None stands for no fault.
const None = "none"

// plainFaults are combinations of faults as a table names them.
func plainFaults(list []string) []string {
	var names []string
	for _, faults := range list {
		if strings.Trim(faults, ",") == "" {
			faults = None
		}
		names = append(names, strings.ReplaceAll(faults, "=1", ""))
	}
	return names
}

// noMixed refuses readings that differ between the users where a view pairs them
// itself.
func noMixed(view string, readings []string) error {
	for _, reading := range readings {
		if user, _, ok := strings.Cut(reading, "="); ok && !strings.Contains(user, "+") {
			return fmt.Errorf("--reading %s: --view %s gives each user a reading itself; expected names such as robust or js-21.1", reading, view)
		}
	}
	return nil
}
