"""Checks that the stored notebooks are clean, or executes copies of them in order; see notebooks/run."""

import json
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTEBOOKS = sorted(HERE.glob("[0-9][0-9]-*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
SECONDS_PER_CELL = 900


def problems(path):
    """What does not belong into a stored notebook; outputs change with every run and hide what was changed."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if notebook["metadata"] != METADATA:
        yield "metadata other than the kernel's name"
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["metadata"]:
            yield f"cell {number} has metadata"
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield f"cell {number} has outputs or an execution count"


def clean(path):
    """Takes out of a notebook what does not belong into it."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def check():
    found = [f"notebooks/{path.name}: {problem}" for path in NOTEBOOKS for problem in problems(path)]
    if found:
        sys.exit("\n".join([*found, "Clean them with: python3 notebooks/execute.py clean"]))


def run(scratch):
    """Executes copies, each in a kernel of its own; the first error ends it."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    shutil.copy(HERE / "runs.py", scratch)
    for path in NOTEBOOKS:
        begin = time.perf_counter()
        execute(path, scratch)
        print(f"notebooks/{path.name}: {time.perf_counter() - begin:.0f} s", flush=True)


def execute(path, scratch):
    """Executes a copy of a notebook in a folder; the copy keeps the outputs, up to an error if there is one."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as sockets:
        # The kernel listens on files of this user, not on ports.
        client = NotebookClient(
            notebook,
            timeout=SECONDS_PER_CELL,
            resources={"metadata": {"path": str(scratch)}},
            config=Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}}),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            sys.exit(f"notebooks/{path.name} failed:\n" + re.sub(r"\x1b\[[0-9;]*m", "", str(error)))
        finally:
            nbformat.write(notebook, scratch / path.name)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["check"]:
            check()
        case ["clean"]:
            for notebook_path in NOTEBOOKS:
                clean(notebook_path)
        case ["run", folder]:
            run(Path(folder).resolve())
        case _:
            sys.exit("usage: execute.py check | clean | run FOLDER")
