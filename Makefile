# Aliases; ./fadu is the command. `make lock` and `make wheelhouse` are the maintainer's.
.PHONY: demo run test check bench docs lock wheelhouse

demo check bench docs:
	./fadu $@

run:
	./fadu serve

test:
	./fadu test

UV_LOCK = uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	--python-version 3.11 --upgrade

# Needs uv on PATH. No lock may carry an address: tests/test_tidy.py looks.
lock:
	cd requirements && for name in base dev installer node; do \
		$(UV_LOCK) $$name.in -o $$name.lock || exit 1; \
	done
	npm install --package-lock-only --ignore-scripts

# Everything Python needs, for a machine without a network: copy the folder there and run ./fadu.
wheelhouse:
	for name in base installer; do \
		python3 -m pip download --require-hashes --no-deps --only-binary :all: \
			-r requirements/$$name.lock -d wheelhouse || exit 1; \
	done
