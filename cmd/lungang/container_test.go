package main

import (
	"debug/elf"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"lungang/cmd/lungang/service"
)

// What a build of the image would find out late, or a user on the machine: the
// files of the container say what is so. Building needs a daemon, which tests
// cannot count on.

func rooted(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", name))
	require.NoError(t, err)
	return string(text)
}

// instruction is one line of a Dockerfile, continuations joined.
type instruction struct{ word, rest string }

func dockerfile(t *testing.T) (out []instruction) {
	t.Helper()
	text := strings.ReplaceAll(rooted(t, "Dockerfile"), "\\\n", " ")
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, ok := strings.Cut(line, " ")
		require.True(t, ok, line)
		require.Equal(t, strings.ToUpper(word), word, line)
		out = append(out, instruction{word, strings.Join(strings.Fields(rest), " ")})
	}
	return out
}

// packagesOf lists what the apt-get install of a line names.
func packagesOf(line string) (out []string) {
	_, rest, _ := strings.Cut(line, "apt-get install ")
	for word := range strings.FieldsSeq(rest) {
		if word == "&&" {
			break
		}
		if !strings.HasPrefix(word, "-") {
			out = append(out, word)
		}
	}
	return out
}

// variables are the names that the configuration asks the environment for.
func variables() []string {
	var out []string
	_, _ = service.FromEnvironment(func(name string) string { // what it makes of nothing is another test
		out = append(out, name)
		return ""
	})
	return out
}

// command expects that the program has the command with its flags.
func command(t *testing.T, words ...string) {
	t.Helper()
	m := &Main{Name: "lungang", Env: func(string) string { return "" }}
	c, _, err := m.root().Find(words)
	require.NoError(t, err, words)
	require.NotEqual(t, "lungang", c.Name(), words)
	require.NoError(t, c.ParseFlags(words[1:]), words)
}

func TestDockerfile(t *testing.T) {
	var from, build, run, environment, copied []string
	var user string
	installs := strings.ReplaceAll(rooted(t, "scripts/install.sh"), "\n", " ")
	for _, i := range dockerfile(t) {
		switch i.word {
		case "FROM":
			from = append(from, i.rest)
		case "RUN":
			p := packagesOf(i.rest)
			if len(from) == 1 {
				build = append(build, p...)
			} else {
				run = append(run, p...)
			}
			if len(p) > 0 {
				require.Contains(t, i.rest, "--no-install-recommends")
				require.Contains(t, i.rest, "rm -rf /var/lib/apt/lists/*")
			}
		case "COPY":
			words := strings.Fields(i.rest)
			if strings.HasPrefix(words[0], "--from=build") {
				copied = append(copied, words[1:len(words)-1]...)
				continue
			}
			for _, source := range words[:len(words)-1] {
				_, err := os.Stat(filepath.Join("..", "..", source))
				require.NoError(t, err, "COPY of what is not there")
			}
		case "ENV":
			for pair := range strings.FieldsSeq(i.rest) {
				name, value, _ := strings.Cut(pair, "=")
				require.Contains(t, variables(), name, "nobody reads it")
				environment = append(environment, name+"="+value)
			}
		case "USER":
			user = i.rest
		case "EXPOSE":
			require.Contains(t, environment, "LUNGANG_ADDR=:"+i.rest)
		case "HEALTHCHECK":
			_, words, ok := strings.Cut(i.rest, "CMD ")
			require.True(t, ok)
			list := strings.Split(strings.Trim(words, `[]`), ", ")
			for k := range list {
				list[k] = strings.Trim(list[k], `"`)
			}
			require.Equal(t, "lungang", list[0])
			command(t, list[1:]...)
		case "CMD":
			command(t, strings.Trim(i.rest, `[]"`))
		}
	}
	require.Equal(t, []string{"/out/lungang", "/out/lungang-verify"}, copied, "every program")
	for _, program := range copied {
		require.Regexp(t, `-o `+program+` \./cmd/`+filepath.Base(program)+`( |\n)`, rooted(t, "Dockerfile"))
	}
	require.Len(t, from, 2)
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(rooted(t, "go.mod"))[1]
	require.Equal(t, "golang:"+version+"-bookworm AS build", from[0])
	require.Equal(t, "debian:bookworm-slim", from[1], "libraries of the Debian that the build linked with")
	require.Regexp(t, `^[1-9]\d*:[1-9]\d*$`, user, "not root, and a number that an orchestrator can check")
	for _, p := range build {
		require.Regexp(t, `[( ]`+regexp.QuoteMeta(p)+`[ )]`, installs, "scripts/install.sh installs other packages for a build")
	}
	require.Contains(t, build, "coinor-libcbc-dev")
	require.Subset(t, run, packagesOfLibraries(t))
	require.NotContains(t, rooted(t, ".dockerignore"), "!")
	for _, never := range []string{".git", "secrets", "bin"} {
		require.Contains(t, strings.Fields(rooted(t, ".dockerignore")), never, "the image would hold it")
	}
}

// packagesOfLibraries lists the packages with the solver libraries that this
// very program is linked with.
func packagesOfLibraries(t *testing.T) (out []string) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	program, err := elf.Open(self)
	require.NoError(t, err)
	defer func() { _ = program.Close() }()
	libraries, err := program.ImportedLibraries()
	require.NoError(t, err)
	for _, name := range libraries {
		if !regexp.MustCompile(`^lib(Clp|Cbc)\.so`).MatchString(name) {
			continue // of the compiler and the C library, or what these depend on
		}
		answer, err := exec.CommandContext(t.Context(), "dpkg-query", "-S", "*/"+name).Output()
		require.NoError(t, err, name)
		found, _, _ := strings.Cut(string(answer), ":")
		out = append(out, found)
	}
	require.NotEmpty(t, out, "%s on %s", libraries, runtime.GOARCH)
	return out
}

// composed is a file of Compose, as far as we look at it.
type composed struct {
	Services map[string]struct {
		Image       string
		Command     []string
		ReadOnly    bool     `yaml:"read_only"`
		CapDrop     []string `yaml:"cap_drop"`
		SecurityOpt []string `yaml:"security_opt"`
		Environment map[string]string
		Secrets     []string
		Ports       []string
		Volumes     []string
		Networks    []string
		Deploy      struct{ Replicas int }
		Grace       string                       `yaml:"stop_grace_period"`
		DependsOn   map[string]map[string]string `yaml:"depends_on"`
		Healthcheck struct {
			Test    []string
			Disable bool
		}
	}
	Networks map[string]any
	Volumes  map[string]any
	Secrets  map[string]struct{ File string }
}

func TestCompose(t *testing.T) {
	var c composed
	require.NoError(t, yaml.Unmarshal([]byte(rooted(t, "docker-compose.yml")), &c))
	require.ElementsMatch(t, []string{"database", "migrate", "api", "worker"}, slices.Collect(maps.Keys(c.Services)))
	require.Regexp(t, `^postgres:16(-|$)`, c.Services["database"].Image)
	require.Equal(t, 2, c.Services["worker"].Deploy.Replicas)
	const drain = 20 * time.Second // the default of LUNGANG_DRAIN
	for name, s := range c.Services {
		require.True(t, s.Healthcheck.Disable || len(s.Healthcheck.Test) > 0, "%s has no health check", name)
		for other := range s.DependsOn {
			require.Contains(t, c.Services, other)
		}
		for _, n := range s.Networks {
			require.Contains(t, c.Networks, n)
		}
		for _, v := range s.Volumes {
			volume, _, _ := strings.Cut(v, ":")
			require.Contains(t, c.Volumes, volume, "%s keeps nothing in the container", name)
		}
		for _, secret := range s.Secrets {
			require.Contains(t, c.Secrets, secret)
		}
		for variable, value := range s.Environment {
			if regexp.MustCompile(`KEY|PASSWORD|SECRET|TOKEN`).MatchString(variable) {
				require.True(t, strings.HasSuffix(variable, "_FILE"), "%s: a secret stands in the file", variable)
				require.Contains(t, s.Secrets, filepath.Base(value))
				require.Equal(t, "/run/secrets", filepath.Dir(value))
			}
			require.NotRegexp(t, `://[^/@]*:[^/@]*@`, value, "a password in an address")
			if strings.HasPrefix(variable, "LUNGANG_") {
				require.Contains(t, variables(), variable, "nobody reads it")
			}
		}
		for _, p := range s.Ports {
			host, port := p[:strings.LastIndex(p, ":")], p[strings.LastIndex(p, ":"):]
			address, _, err := net.SplitHostPort(host)
			require.NoError(t, err)
			require.Equal(t, "127.0.0.1", address, "the API has no TLS of its own")
			require.Equal(t, s.Environment["LUNGANG_ADDR"], port)
		}
		if name == "database" {
			require.Empty(t, s.Ports, "nobody outside reaches the database")
			continue
		}
		command(t, s.Command...)
		require.True(t, s.ReadOnly, name)
		require.Equal(t, []string{"ALL"}, s.CapDrop, name)
		require.Contains(t, s.SecurityOpt, "no-new-privileges:true", name)
		if len(s.Healthcheck.Test) > 0 {
			require.Equal(t, []string{"CMD", "lungang"}, s.Healthcheck.Test[:2])
			command(t, s.Healthcheck.Test[2:]...)
			grace, err := time.ParseDuration(s.Grace)
			require.NoError(t, err, name)
			require.GreaterOrEqual(t, grace, drain+10*time.Second, "%s would be killed while it ends in good order", name)
		}
	}
	api := c.Services["api"] // what it prints stays in logs: its first key goes to a volume
	i := slices.Index(api.Command, "--first-key-file")
	require.Positive(t, i)
	require.True(t, slices.ContainsFunc(api.Volumes, func(v string) bool {
		_, folder, _ := strings.Cut(v, ":")
		return folder == filepath.Dir(api.Command[i+1])
	}), "nothing else can be written")
	for name, s := range c.Secrets {
		require.True(t, strings.HasPrefix(s.File, "./secrets/"), "%s: .dockerignore keeps only that folder out of the image", name)
	}
}
