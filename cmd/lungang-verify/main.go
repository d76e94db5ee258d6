// Command lungang-verify is lungang verify alone, for whoever checks the evidence
// for a plan: it needs no library, no database and no solver.
//
// May import: cmd/verify.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"lungang/cmd/verify"
)

func main() { os.Exit(start()) }

// start ends with the first SIGINT or SIGTERM.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return verify.Run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv)
}
