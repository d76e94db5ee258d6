package main

import (
	"github.com/spf13/cobra"

	"lungang/model"
)

func (m *Main) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema problem|plan",
		Short: "文件格式的 JSON Schema · the published JSON Schemas",
		Args:  one("problem 或 plan", "problem or plan"),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := model.SchemaJSON(args[0])
			if err != nil {
				return err
			}
			_, err = m.Stdout.Write(text)
			return m.told(err)
		},
	}
}
