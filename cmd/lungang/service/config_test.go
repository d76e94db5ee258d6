package service

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

func TestConfigFromEnvironment(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(file, []byte("p@ss/word\n"), 0o600))
	empty := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.WriteFile(empty, []byte("\n"), 0o600))
	tests := map[string]struct {
		env    map[string]string
		want   func(*Config)
		faults []string // values that are refused
	}{
		"nothing":    {nil, func(*Config) {}, nil},
		"a number":   {map[string]string{"LUNGANG_SOLVES": "3"}, func(c *Config) { c.Solves = 3 }, nil},
		"a rate":     {map[string]string{"LUNGANG_RATE": "5000"}, func(c *Config) { c.Rate = 5000 }, nil},
		"no solves":  {map[string]string{"LUNGANG_SOLVES": "0"}, func(c *Config) { c.Solves = 0 }, nil},
		"a duration": {map[string]string{"LUNGANG_DRAIN": "0s"}, func(c *Config) { c.Drain = 0 }, nil},
		"a slash":    {map[string]string{"LUNGANG_PUBLIC_URL": "https://x.cn/"}, func(c *Config) { c.PublicURL = "https://x.cn" }, nil},
		"a password": {map[string]string{"LUNGANG_DATABASE_URL": "postgres://u@h/d", "LUNGANG_DATABASE_PASSWORD_FILE": file}, func(c *Config) { c.DatabaseURL = "postgres://u:p%40ss%2Fword@h/d" }, nil},
		"roles here": {map[string]string{"LUNGANG_OIDC_ROLES": "here"}, func(c *Config) { c.OIDC.RolesHere = true }, nil},
		"a login": {map[string]string{
			"LUNGANG_OIDC_ISSUER": "https://id.cn", "LUNGANG_OIDC_CLIENT_ID": "lungang", "LUNGANG_PUBLIC_URL": "https://x.cn",
			"LUNGANG_OIDC_ROLES_CLAIM": "/realm_access/roles", "LUNGANG_OIDC_ROLE_NAMES": "科长=approver, 干事=planner", "LUNGANG_OIDC_SCOPES": "groups email",
			"LUNGANG_OIDC_TENANT_CLAIM": "bureau",
		}, func(c *Config) {
			c.PublicURL = "https://x.cn"
			c.OIDC = OIDCConfig{
				Issuer: "https://id.cn", ClientID: "lungang", RolesClaim: "/realm_access/roles", TenantClaim: "bureau", Scopes: []string{"groups", "email"},
				Roles: map[string]api.Role{"科长": api.RoleApprover, "干事": api.RolePlanner},
			}
		}, nil},
		"half a login": {map[string]string{"LUNGANG_OIDC_ISSUER": "https://id.cn"}, nil, []string{"", ""}},
		"a provider without TLS": {map[string]string{
			"LUNGANG_OIDC_ISSUER": "http://id.cn", "LUNGANG_OIDC_CLIENT_ID": "lungang", "LUNGANG_PUBLIC_URL": "https://x.cn",
		}, nil, []string{"http://id.cn"}},
		"no such role":             {map[string]string{"LUNGANG_OIDC_ROLE_NAMES": "a=chief,b=planner,b=auditor,c"}, nil, []string{"a=chief", "b=auditor", "c"}},
		"no such word":             {map[string]string{"LUNGANG_OIDC_ROLES": "nowhere", "LUNGANG_KEEP_PROGRESS": "-1h"}, nil, []string{"nowhere", "-1h"}},
		"kept":                     {map[string]string{"LUNGANG_KEEP_PROGRESS": "0s"}, func(c *Config) { c.KeepProgress = 0 }, nil},
		"wrong words":              {map[string]string{"LUNGANG_SOLVES": "x", "LUNGANG_LEASE": "1", "LUNGANG_LOG_LEVEL": "loud"}, nil, []string{"x", "1", "loud"}},
		"too much":                 {map[string]string{"LUNGANG_SOLVES": "65", "LUNGANG_MAX_TIME_LIMIT": "25h", "LUNGANG_RATE": "0"}, nil, []string{"65", "25h", "0"}},
		"no network":               {map[string]string{"LUNGANG_WEBHOOK_NETWORKS": "10.0.0.0"}, nil, []string{"10.0.0.0"}},
		"networks":                 {map[string]string{"LUNGANG_TRUSTED_PROXIES": "x", "LUNGANG_WEBHOOK_NETWORKS": "y"}, nil, []string{"x", "y"}},
		"no secret in the file":    {map[string]string{"LUNGANG_DATA_KEY_FILE": empty, "LUNGANG_AUDIT_KEY_FILE": empty}, nil, []string{empty, empty}},
		"a secret twice":           {map[string]string{"LUNGANG_OIDC_CLIENT_SECRET": "hidden", "LUNGANG_OIDC_CLIENT_SECRET_FILE": file}, nil, []string{file}},
		"no address":               {map[string]string{"LUNGANG_PUBLIC_URL": "foo"}, nil, []string{""}},
		"an address with a secret": {map[string]string{"LUNGANG_PUBLIC_URL": "https://u:p@x.cn"}, nil, []string{""}},
		"an address with a query":  {map[string]string{"LUNGANG_PUBLIC_URL": "https://x.cn/?a=1"}, nil, []string{""}},
		"another protocol":         {map[string]string{"LUNGANG_PUBLIC_URL": "ftp://x.cn"}, nil, []string{""}},
		"no font":                  {map[string]string{"LUNGANG_FONT": file}, nil, []string{file}},
		"no places to listen":      {map[string]string{"LUNGANG_ADDR": "8080"}, nil, []string{"8080"}},
		"a port of all hosts":      {map[string]string{"LUNGANG_ADDR": ":0"}, func(c *Config) { c.Address = ":0" }, nil},
		"a port too high":          {map[string]string{"LUNGANG_ADDR": "127.0.0.1:65536"}, nil, []string{"127.0.0.1:65536"}},
		"keys that are none":       {map[string]string{"LUNGANG_DATA_KEY": "hidden", "LUNGANG_AUDIT_KEY": "hidden"}, nil, []string{"", ""}},
		"a database of others":     {map[string]string{"LUNGANG_DATABASE_URL": "mysql://u:hidden@h/d"}, nil, []string{""}},
		"a database nowhere":       {map[string]string{"LUNGANG_DATABASE_URL": "postgres://u:hidden@h:port/d", "LUNGANG_DATABASE_PASSWORD": "p"}, nil, []string{""}},
		"no file":                  {map[string]string{"LUNGANG_DATA_KEY_FILE": "/nothing"}, nil, []string{"/nothing"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := FromEnvironment(func(k string) string { return test.env[k] })
			if test.want == nil {
				var values []string
				for _, f := range model.ErrorFaults(err) {
					values = append(values, f.Value)
				}
				require.ElementsMatch(t, test.faults, values)
				require.NotContains(t, model.ErrorFaults(err).Text("en")+model.ErrorFaults(err).Text("zh"), "hidden")
				return
			}
			require.NoError(t, err)
			want := Config{
				Address: DefaultAddress, Solves: 1, Drain: 20 * time.Second, MaxTimeLimit: 6 * time.Hour, QueueLimit: 2000, Rate: 100, KeepProgress: 90 * 24 * time.Hour, LogLevel: "info", Lease: 15 * time.Second,
				OIDC: OIDCConfig{Scopes: []string{}},
			}
			test.want(&want)
			require.Equal(t, want, got)
		})
	}
}
