package main

import (
	"fmt"
	"strings"
)

// aims remembers which rows of the tables missed what is aimed at.
type aims struct{ missed []string }

// mark is the last words of a row: nothing when everything was met.
func (a *aims) mark(row string, met ...bool) string {
	for _, m := range met {
		if !m {
			a.missed = append(a.missed, row)
			return " ✗"
		}
	}
	return ""
}

// err names the rows that missed an aim; nil when there are none. The numbers are
// printed either way.
func (a *aims) err() error {
	if len(a.missed) == 0 {
		return nil
	}
	return fmt.Errorf("aims missed (✗): %s", strings.Join(a.missed, ", "))
}
