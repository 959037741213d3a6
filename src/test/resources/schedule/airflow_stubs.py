"""Runs the DAG file that is its argument with stand-ins for the modules of Airflow, and prints what the file declares, and what
becomes of the task for each exit code that follows, as JSON."""

import json
import runpy
import sys
import types
from datetime import timedelta

dags, tasks, commands, warnings = [], [], [], []
signals = []


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class SubprocessHook:
    code = None

    def run_command(self, command):
        commands.append(command)
        return types.SimpleNamespace(exit_code=SubprocessHook.code, output="")

    def send_sigterm(self):
        signals.append("TERM")


class DAG:
    def __init__(self, **arguments):
        dags.append(arguments)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False


class BaseSensorOperator:
    log = types.SimpleNamespace(warning=warnings.append)

    def __init__(self, **arguments):
        self.arguments = arguments
        tasks.append(self)


def module(name, **members):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)


module("pendulum", datetime=lambda *numbers, tz: {"date": numbers, "tz": tz})
module("airflow")
module("airflow.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)
module("airflow.sdk", DAG=DAG, BaseSensorOperator=BaseSensorOperator)
module("airflow.providers")
module("airflow.providers.standard")
module("airflow.providers.standard.hooks")
module("airflow.providers.standard.hooks.subprocess", SubprocessHook=SubprocessHook)

runpy.run_path(sys.argv[1])


def outcome(code):
    SubprocessHook.code = code
    warnings.clear()
    try:
        done = tasks[0].poke({})
    except AirflowFailException:
        return "failed"
    except AirflowException:
        return "retried"
    return ("done" if done else "looks again") + (" with a warning" if warnings else "")


outcomes = {code: outcome(int(code)) for code in sys.argv[2:]}
tasks[0].on_kill()
json.dump(
    {
        "dags": dags,
        "tasks": [task.arguments for task in tasks],
        "commands": sorted({" ".join(command) for command in commands}),
        "signals": signals,
        "outcomes": outcomes,
    },
    sys.stdout,
    default=lambda value: value.total_seconds() if isinstance(value, timedelta) else str(value),
)
