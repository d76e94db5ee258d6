package api_test

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/api/typescript"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds a file against what was made.
func golden(t *testing.T, file string, made []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, made, 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, sha256.Sum256(want), sha256.Sum256(made), "%s has drifted; run go test ./api -update, and read the difference", file)
}

// The committed contract is what the server answers to, and the types of the
// web are those of the contract.
func TestContract(t *testing.T) {
	t.Parallel()
	s, err := api.New(api.Config{Version: "1"})
	require.NoError(t, err)
	golden(t, "openapi.json", s.OpenAPI())
	types, err := typescript.Generate(s.OpenAPI())
	require.NoError(t, err)
	golden(t, "client.ts", types)

	again, err := api.New(api.Config{Version: "1"})
	require.NoError(t, err)
	require.Equal(t, sha256.Sum256(s.OpenAPI()), sha256.Sum256(again.OpenAPI()), "the same server has the same document")
}

// The document is valid OpenAPI 3.1, and every operation says who may call it as
// the one table says it.
func TestEveryOperationHasItsPermission(t *testing.T) {
	t.Parallel()
	s, err := api.New(api.Config{Version: "1"})
	require.NoError(t, err)
	doc, err := openapi3.NewLoader().LoadFromData(s.OpenAPI())
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()))
	table := api.AccessTable()
	used := map[api.Permission]bool{api.PermPlansApprove: true, api.PermPlansPublish: true} // of the workflow of decisions
	seen := map[string]bool{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			row, ok := table[op.OperationID]
			require.True(t, ok, "%s %s (%s) has no row in permissions.go", method, path, op.OperationID)
			require.False(t, seen[op.OperationID], "%s is there twice", op.OperationID)
			seen[op.OperationID] = true
			if row.Public {
				require.Empty(t, row.Permission)
				require.Equal(t, true, op.Extensions["x-public"], op.OperationID)
				require.Empty(t, *op.Security)
				continue
			}
			require.Len(t, *op.Security, 2, op.OperationID)
			if row.Permission == "" {
				require.Contains(t, []string{"get-me", "log-out"}, op.OperationID, "open to everybody who came in")
				continue
			}
			used[row.Permission] = true
			require.Equal(t, string(row.Permission), op.Extensions["x-permission"], op.OperationID)
			text, err := json.Marshal(api.RolesWith(row.Permission))
			require.NoError(t, err)
			roles, err := json.Marshal(op.Extensions["x-roles"])
			require.NoError(t, err)
			require.JSONEq(t, string(text), string(roles), op.OperationID)
		}
	}
	for id := range table {
		require.True(t, seen[id], "the row %s of permissions.go has no operation", id)
	}
	for _, p := range api.Permission("").Values() {
		require.True(t, used[api.Permission(p)], "no operation needs %s", p)
		require.NotEmpty(t, api.RolesWith(api.Permission(p)), "no role has %s", p)
	}
}

// Ids of the examples look like those that the service makes, which the commands
// know by their form.
func TestExamplesHaveRealIDs(t *testing.T) {
	t.Parallel()
	s, err := api.New(api.Config{Version: "1"})
	require.NoError(t, err)
	ids := regexp.MustCompile(`"([A-Za-z]+_[0-9][0-9A-Za-z]{15,})"`).FindAllStringSubmatch(string(s.OpenAPI()), -1)
	require.NotEmpty(t, ids)
	for _, id := range ids {
		require.Regexp(t, `^(bt|cmp|ds|key|msg|ob|ov|pin|pl|usr|wh)_[0-9a-hjkmnp-tv-z]{26}$`, id[1])
	}
}
