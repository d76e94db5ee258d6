package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

func main() { os.Exit(start()) }

// start runs the program with the process' own streams. The first SIGINT or
// SIGTERM stops a solve, which then keeps its best plan; a second one ends the
// process at once.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	m := &Main{
		Name: os.Args[0], Args: os.Args[1:],
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Env: os.Getenv, Terminal: term.IsTerminal(int(os.Stderr.Fd())), Now: time.Now,
	}
	return m.Run(ctx)
}
