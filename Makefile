# Every target works on a fresh checkout with the .NET SDK alone.
export DOTNET_CLI_UI_LANGUAGE := en
PACKAGES := tests/StandIns/InUse.props
# A fresh clone is what CI analyzed, so until the tests are built here the analyzers are left out: the build takes two thirds of the time.
EMULATOR := dotnet run --project tests/Emulator $(if $(wildcard tests/EndToEnd.Tests/bin),,-p:RunAnalyzers=false) --

# Runs a check where its tools are installed, and says loudly where they are not: $(call checked,is it there?,what is checked,what to install,check)
checked = @if { $(1); } > /dev/null 2>&1; then $(4); else echo '!! NOT CHECKED: $(2). Needs: $(3) !!' >&2; fi
TRANSFORMED := tests/Template.Tests/obj/transformed.json

# cfn-guard, as npm has it. What is on PATH already goes before it.
TOOLS := artifacts/tools
GUARD := @cdklabs/cdk-validator-cfnguard
export PATH := $(PATH):$(CURDIR)/$(TOOLS)/node_modules/$(GUARD)/bin/$(if $(filter Darwin,$(shell uname)),macos,ubuntu)/$(subst arm64,aarch64,$(shell uname -m))

.PHONY: run up test lint bench verify tools
run: $(PACKAGES)
	@$(EMULATOR) demo $(ARGS)

up: $(PACKAGES)
	@$(EMULATOR) up --env-file env.json $(ARGS)

test: $(PACKAGES)
	@dotnet test --solution Egress.sln $(ARGS) | awk '{ print } /^Test run summary: Passed!/ { ok = 1 } $$1 == "succeeded:" { p = $$2 } $$1 == "failed:" { f = $$2 } $$1 == "skipped:" { s = $$2 } \
		END { if (s > 0) printf "%d skipped: look for NOT SHOWN above\n", s; printf "%d passed, %d failed\n", p, f; exit !(ok && p > 0) }'

lint: $(PACKAGES)
	@dotnet restore Egress.sln --verbosity quiet && dotnet format Egress.sln --verify-no-changes --no-restore
	@rm -f $(TRANSFORMED)
	$(call checked,cfn-lint --version,template.yaml,pip install cfn-lint,cfn-lint --regions us-east-1 ap-northeast-1 eu-west-1 -- template.yaml)
	$(call checked,python3 -c 'import cfnlint; import samtranslator',what the transforms make of it,pip install cfn-lint aws-sam-translator,\
		python3 tests/Template.Tests/sam_transform.py template.yaml > $(TRANSFORMED) && cfn-lint --ignore-checks W2001 W7001 -- $(TRANSFORMED))
	$(call checked,cfn-guard --version && test -s $(TRANSFORMED),its rules in tests/Template.Tests/guard,cfn-guard 3 besides (`make tools` takes it from npm),\
		cfn-guard validate --show-summary none -r tests/Template.Tests/guard -d $(TRANSFORMED))

bench: $(PACKAGES)
	@dotnet run -c Release --project tests/Benchmarks -- $(ARGS)

verify: $(PACKAGES)
	@$(EMULATOR) verify --stack "$(STACK)" $(ARGS)

tools: $(TOOLS)/node_modules/$(GUARD)
$(TOOLS)/node_modules/$(GUARD):
	npm install --prefix $(TOOLS) --omit=peer --no-audit --no-fund --ignore-scripts $(GUARD)@0.0.62

# Are the official AWS packages to be had here? Asked once; ask again with `make -B tests/StandIns/InUse.props`.
$(PACKAGES): Directory.Packages.props
	@dotnet msbuild tests/StandIns/Choose.proj -nologo -v:minimal
