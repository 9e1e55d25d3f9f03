# 决算情况说明助手：安装、演示、测试。只需要 Python 3.11 以上、make 和能访问的软件包索引。
# 用别的解释器：make demo PYTHON=python3.12

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCK = $(UV) --no-config pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"
EXAMPLE := jianghan-2024
MATERIAL := examples/$(EXAMPLE)/tables.xlsx --inputs examples/$(EXAMPLE)/inputs.xlsx

.PHONY: demo app test lint lock bench examples pictures install ocr clean
.DELETE_ON_ERROR:

demo: $(INSTALLED)  ## 离线起草示例单位的决算情况说明，再复核它
	@rm -rf out/$(EXAMPLE)
	@$(BIN)/juesuan draft $(MATERIAL) --out out/$(EXAMPLE)
	@echo && $(BIN)/juesuan check out/$(EXAMPLE)/*.docx --tables $(MATERIAL)
	@echo && for file in out/$(EXAMPLE)/*.docx; do echo "决算情况说明（Word）：$$(pwd)/$$file"; done

app: $(INSTALLED)  ## 打开网页（起草、对话、复核、批量），在 http://127.0.0.1:8501
	@$(BIN)/juesuan app

test: $(INSTALLED)  ## 全部测试
	@$(BIN)/python -m pytest

lint: $(INSTALLED)  ## 写法、类型、房间之间的依赖、安全
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml assistant schemas

lock:  ## 由 pyproject.toml 重做两份锁定文件（需要 uv；已有的版本尽量不动）
	$(LOCK) --extra app --extra cluster --extra dev --extra postgres --output-file requirements.lock pyproject.toml
	$(LOCK) --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock pyproject.toml

bench: $(INSTALLED)  ## 速度和内存，打印成表
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.page

examples: $(INSTALLED)  ## 由可读的数据重做示例工作簿
	@$(BIN)/python -m examples.build

pictures: $(INSTALLED)  ## 重做手册中的图（需要 chromium）
	@$(BIN)/python -m examples.pictures

install: $(INSTALLED)  ## 只安装

ocr: $(INSTALLED)  ## 另装识别扫描件的组件
	@$(PIP) install --quiet --require-hashes --requirement requirements-ocr.lock

clean:  ## 删去安装的和生成的
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

# 锁定文件或项目定义一变就重装；中途失败不会留下标记。
$(INSTALLED): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "找不到 $(PYTHON)：请先安装 Python 3.11 或更高版本。" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "需要 Python 3.11 或更高版本，$(PYTHON) 是 $$($(PYTHON) -V 2>&1)；可用 make $(MAKECMDGOALS) PYTHON=… 指定。" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "这个 Python 缺少 venv：请安装它（Debian、Ubuntu 上是 python3-venv 软件包）。" >&2; exit 2; }
	@echo "正在安装到 $(VENV) ……"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
