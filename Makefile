# Every target says what it does: make help
MVN ?= mvn -B

.DEFAULT_GOAL := help
.PHONY: help build demo test unit it format fuzz mutation bench soak sandbox-up sandbox-down clean

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## builds target/paas.jar, which bin/paas runs, and its start-up archive
	$(MVN) -q package -DskipTests
	@touch target/paas.built
	@bin/paas __archive

demo: ## deploys an example in the sandbox; or with CONTEXT=... REGISTRY=... in a cluster of yours
	@CONTEXT='$(CONTEXT)' REGISTRY='$(REGISTRY)' bin/demo

test: ## unit tests, then the sandbox, then the integration tests
	@bin/run-tests unit it

unit: ## unit tests and the check of the format; needs no sandbox
	@bin/run-tests unit

it: ## integration tests in the sandbox; IT=Name picks some
	@bin/run-tests it

format: ## formats the sources
	$(MVN) -q spotless:apply

fuzz: ## a million hostile Dockerfiles and 20,000 archives; CASES=N, ARCHIVES=N and SEED=N choose others
	$(MVN) -q test -Dtest='DockerfileFuzzTest,ArchiveFuzzTest' -Dpaas.fuzz.seed=$(or $(SEED),$(shell date +%s)) \
	  -Dpaas.fuzz.cases=$(or $(CASES),1000000) -Dpaas.fuzz.archives=$(or $(ARCHIVES),20000)

mutation: ## changes the rollout and image code in many small ways and sees which changes no test notices; PACKAGE=rollout or image takes one
	$(MVN) -Pmutation test-compile org.pitest:pitest-maven:mutationCoverage \
	  $(if $(PACKAGE),'-DtargetClasses=io.jenkins.plugins.paas.$(PACKAGE).*' '-DtargetTests=io.jenkins.plugins.paas.$(PACKAGE).*Test')

bench: build sandbox-up ## measures against kubectl, helm and buildah; writes docs/benchmarks.md
	@eval "$$(sandbox/env)" && bench/run

soak: build ## disturbs rollouts in all ways there are, for hours or MINUTES=N; goes on where it ended; writes docs/reliability.md
	@sandbox/up all
	@bin/soak

sandbox-up: ## starts the local clusters and the registry; needs root
	@sandbox/up

sandbox-down: ## stops them
	@sandbox/down

clean: ## removes what the build made
	$(MVN) -q clean
