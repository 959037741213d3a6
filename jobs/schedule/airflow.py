"""The nightly run under Airflow 3, with its standard provider. Copy the file into the folder of DAGs.

/opt/taizhang stands for the project's folder on the worker. Build sources once there (jobs/tables --help) as the
worker's user. Add the arguments of jobs/nightly to COMMAND. The as-of date is that of jobs/nightly, not Airflow's logical
date, so a run of Airflow that is cleared and started again keeps to the rules of docs/operations.md.
"""

from datetime import timedelta

import pendulum
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk import DAG, BaseSensorOperator

COMMAND = ["/opt/taizhang/jobs/nightly"]

INPUTS_NOT_READY = 4
COPY_BEHIND = 6
# An unforeseen error, and a warehouse that another run has locked. Of all other codes somebody has to resolve the cause.
WORTH_A_RETRY = {1, 5}


class NightlyRun(BaseSensorOperator):
    """Runs jobs/nightly, and looks again later while the inputs are not ready."""

    def poke(self, context):
        self.process = SubprocessHook()
        code = self.process.run_command(COMMAND).exit_code
        if code == INPUTS_NOT_READY:
            return False
        if code == COPY_BEHIND:
            self.log.warning("Published, but a copy is behind; see above, then run jobs/publish.")
        elif code in WORTH_A_RETRY:
            raise AirflowException(f"jobs/nightly ended with {code}, which may pass.")
        elif code != 0:
            raise AirflowFailException(f"jobs/nightly ended with {code}; its last lines give the remedy.")
        return True

    def on_kill(self):
        self.process.send_sigterm()


with DAG(
    dag_id="taizhang_nightly",
    description="台账每夜运行 Taizhang nightly run",
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2025, 1, 1, tz="Asia/Shanghai"),
    # A missed night is not made up for: the next run includes its deliveries.
    catchup=False,
    max_active_runs=1,
):
    NightlyRun(
        task_id="nightly",
        # The worker is free between two looks. After eight hours without inputs the task fails and is not retried.
        mode="reschedule",
        poke_interval=timedelta(minutes=30),
        timeout=timedelta(hours=8),
        retries=3,
        retry_delay=timedelta(minutes=10),
    )
