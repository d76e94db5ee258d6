package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"lungang/solver/coin"
)

// Version is the version of the product. It goes into every plan.
const Version = "0.1.0"

func (m *Main) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "版本,含 CLP 与 CBC · versions, with those of CLP and CBC",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			clp, cbc := coin.Version()
			v := struct {
				Lungang string `json:"lungang"`
				Go      string `json:"go"`
				CLP     string `json:"clp"`
				CBC     string `json:"cbc"`
				Warning string `json:"warning,omitempty"`
			}{Version, runtime.Version(), clp, cbc, ""}
			if e, ok := errors.AsType[*coin.Error](coin.CheckVersions()); ok {
				v.Warning = e.Detail + ": " + e.Remedy
			}
			if m.json {
				return m.writeJSON(v)
			}
			_, err := fmt.Fprintf(m.Stdout, "lungang %s\n%s\nCLP %s\nCBC %s\n", v.Lungang, v.Go, v.CLP, v.CBC)
			if err == nil && v.Warning != "" {
				_, err = io.WriteString(m.Stderr, "提醒:求解库版本未经测试。warning: untested solver libraries: "+v.Warning+"\n")
			}
			return m.told(err)
		},
	}
}
