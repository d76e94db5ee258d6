package pgtest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// base is where folders are made: open to the user postgres, and short enough
// for the name of a socket, which TMPDIR need not be.
const base = "/tmp"

const (
	folders  = "lungang-pg-"
	lockName = "tests"
	owner    = "lungang" // role that owns the databases
)

// Server is one PostgreSQL server.
type Server struct {
	folder string
	lock   *os.File
	bin    string

	settings []string
	as       *syscall.Credential // nil: as whoever runs the tests

	mu     sync.Mutex
	cmd    *exec.Cmd
	exited chan struct{} // closed when cmd has ended
}

// Start makes a database cluster and starts its server. Settings such as
// fsync=on are added to, or replace, those of this room.
func Start(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, settings: settings}
	if os.Geteuid() == 0 {
		if s.as, err = postgres(); err != nil {
			return nil, err
		}
	}
	sweep()
	if s.folder, err = os.MkdirTemp(base, folders); err != nil {
		return nil, err
	}
	if err := s.claim(); err != nil {
		return nil, err
	}
	if s.as != nil {
		if err := os.Chown(s.folder, int(s.as.Uid), int(s.as.Gid)); err != nil {
			return nil, err
		}
	}
	// Locale C sorts by bytes, as SQLite does, and reports in English.
	initdb := s.command("initdb", "-D", s.data(), "-U", owner, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w\n%s", err, out), os.RemoveAll(s.folder))
	}
	if err := s.Restart(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.folder))
	}
	return s, nil
}

// binaries finds the newest PostgreSQL of Debian, or the one of PATH.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // the pattern is valid
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	if len(found) > 0 {
		return filepath.Dir(found[0]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("PostgreSQL is not installed, and its tests are not skipped: " +
			"run ./scripts/install.sh, or apt-get install postgresql / 未安装 PostgreSQL:请运行 ./scripts/install.sh")
	}
	return filepath.Dir(path), nil
}

func version(initdb string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb)))) // 0 for what is none
	return n
}

// postgres is the user whom the Debian package makes: initdb refuses root.
func postgres() (*syscall.Credential, error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("the server does not run as root, and there is no user postgres; apt-get install postgresql makes one: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid), NoSetGroups: false}, nil
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...) //nolint:gosec // a program of PostgreSQL, from its own folder
	cmd.Dir = s.folder
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return cmd
}

// Restart starts the server again after Kill, and waits until it answers.
func (s *Server) Restart() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd != nil {
		return errors.New("the server runs")
	}
	var err error
	for range 100 {
		err = s.start()
		// Processes that were killed may need a moment to be gone, and a start
		// that fails needs one, too.
		if err == nil || !strings.Contains(err.Error(), "is still in use") {
			break
		}
	}
	return err
}

func (s *Server) start() error {
	cmd := s.command("postgres", "-D", s.data(), "-c", "listen_addresses=", "-c", "unix_socket_directories="+s.folder,
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=64MB",
		"-c", "max_connections=200", "-c", "timezone=UTC", "-c", "logging_collector=off")
	for _, one := range s.settings {
		cmd.Args = append(cmd.Args, "-c", one)
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGQUIT // stop at once when the tests are gone
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _ = write.Close() }()
	cmd.Stderr = write
	if err := startOnOneThread(cmd); err != nil {
		return errors.Join(err, read.Close())
	}
	_ = write.Close() // the server has it; so reading ends when the server does
	exited := make(chan struct{})
	go func() { _ = cmd.Wait(); close(exited) }()
	if err := ready(read, exited); err != nil {
		return err
	}
	s.cmd, s.exited = cmd, exited
	return nil
}

// startOnOneThread starts cmd from a thread that lives as long as the process:
// the parent whose death the kernel announces is a thread.
func startOnOneThread(cmd *exec.Cmd) error {
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			select {}
		}
	}()
	return <-started
}

// ready reads the server's messages until it says that it answers, and goes on
// reading, so that it never waits for us.
func ready(messages *os.File, exited <-chan struct{}) error {
	var said strings.Builder
	up := make(chan bool, 1)
	go func() {
		defer func() { _ = messages.Close() }()
		lines := bufio.NewScanner(messages)
		for lines.Scan() {
			if strings.Contains(lines.Text(), "database system is ready to accept connections") {
				up <- true
				_, _ = io.Copy(io.Discard, messages)
				return
			}
			said.WriteString(lines.Text() + "\n")
		}
		up <- false
	}()
	if <-up {
		return nil
	}
	<-exited
	return fmt.Errorf("PostgreSQL did not start:\n%s", said.String())
}

// URL names a database of the server.
func (s *Server) URL(database string) string {
	return (&url.URL{Scheme: "postgres", User: url.User(owner), Path: "/" + database, RawQuery: url.Values{"host": {s.folder}}.Encode()}).String()
}

// Kill ends the server and all its processes as a power cut would.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

// Stop ends the server and deletes its folder.
func (s *Server) Stop() {
	s.end(syscall.SIGQUIT)
	_ = os.RemoveAll(s.folder)
	_ = s.lock.Close()
}

// end ends the server's processes. SIGKILL of the first one only would leave
// the others at work for a while.
func (s *Server) end(signal syscall.Signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd == nil {
		return
	}
	if signal == syscall.SIGKILL {
		_ = s.cmd.Process.Signal(syscall.SIGSTOP) // so that it starts no others meanwhile
		for _, pid := range children(s.cmd.Process.Pid) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	_ = s.cmd.Process.Signal(signal)
	<-s.exited
	s.cmd = nil
}

// children lists the processes that a process started.
func children(pid int) []int {
	var out []int
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is valid
	for _, f := range files {
		text, _ := os.ReadFile(f) // gone: it has no children
		for field := range strings.FieldsSeq(string(text)) {
			if n, err := strconv.Atoi(field); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}

// claim makes the file whose lock says that the tests of a folder are alive. The
// lock goes with the process, however that ends. The file gets the name that sweep
// looks for when it is locked already.
func (s *Server) claim() (err error) {
	path := filepath.Join(s.folder, lockName)
	if s.lock, err = os.Create(path + ".new"); err != nil {
		return err
	}
	if err := syscall.Flock(int(s.lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	return os.Rename(s.lock.Name(), path)
}

// sweep deletes folders of servers whose tests were killed.
func sweep() {
	files, _ := filepath.Glob(filepath.Join(base, folders+"*", lockName)) // the pattern is valid
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
			_ = os.RemoveAll(filepath.Dir(name))
		}
		_ = f.Close()
	}
}
