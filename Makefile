# `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: race fuzz-api vuln help demo test build install install-test vet unit lint bench bench-api types bench-audit bench-evidence bench-sentinel fuzz verify rulebook clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: install build ## install what is missing, build, solve the sample district
	./bin/lungang demo

test: install-test vet unit ## install what is missing, run every test

install: ## install what is missing (Debian 12; names the packages when not root)
	@./scripts/install.sh

install-test: ## the same, and a PostgreSQL for private test servers
	@./scripts/install.sh --test

build: ## build bin/lungang, and bin/lungang-verify that needs no library
	@mkdir -p bin
	go build -o bin/lungang ./cmd/lungang
	CGO_ENABLED=0 go build -o bin/lungang-verify ./cmd/lungang-verify

vet:
	go vet ./...

unit: ## every test, then with the race detector those of the rooms that share memory
	go test -vet=off -timeout 20m ./...
	go test -vet=off -race -short -timeout 20m $$(./scripts/concurrent.sh)

race: ## every test of every room with the race detector; three quarters of an hour
	go test -vet=off -race -timeout 60m ./...

lint: ## golangci-lint of the pinned version (built once, some minutes); before every commit
	./scripts/lint.sh

bench: install build ## compare with CBC and GLPK on the same programs
	./scripts/bench.sh

bench-api: build ## reads beside a solve, the upload of a city, many listeners
	./scripts/bench-api.sh

types: ## check the types of the web (node and npm; fetches tsc)
	npm exec --yes --package=typescript@5.9.3 -- tsc --noEmit --strict --target es2022 --module esnext --moduleResolution bundler api/client.ts

bench-audit: ## append, prove and verify in a log of 100,000 entries
	go test ./store -run '^$$' -bench Audit -benchtime 2s -v

bench-evidence: ## time and memory of a county's bundle and its verification
	./scripts/bench-evidence.sh

bench-sentinel: ## what the sentinel takes for a county
	go test ./review -run '^$$' -bench Sentinel -benchtime 3x

fuzz-api: ## the contract fuzzer for longer, EACH=50 requests of a kind, SEED=1
	LUNGANG_FUZZ_EACH=$${EACH:-50} LUNGANG_FUZZ_SEED=$${SEED:-1} go test -timeout 60m -count=1 -v -run TestContractFuzz ./api ./cmd/lungang/service

vuln: ## known vulnerabilities; needs the database at vuln.go.dev
	go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./...

fuzz: ## every fuzz target, FUZZTIME=30s each
	./scripts/fuzz.sh

verify: ## formatting and go.mod are as they should be
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	go mod tidy -diff
	go mod verify

rulebook: ## write docs/rulebook.md from packs and clause register
	go test ./policy/register -run Rulebook -update

clean: ## remove what was built
	rm -rf bin coverage.out
