/**
 * All 159 tests of CPython's `Lib/test/test_concurrent_futures`, and what becomes of each here.
 *
 * Must not know the tests of this project: `table.ts` puts the two beside each other.
 */

/** `same` asserts what Python does; `changed` what this package does instead; `none` has no test. */
export interface Fate {
  readonly kind: "same" | "changed" | "none";
  /** What differs, or why there is no test. */
  readonly note: string;
}

/** The tests of one class of CPython's suite. */
export interface PythonClass {
  readonly file: string;
  readonly name: string;
  readonly tests: Readonly<Record<string, Fate>>;
}

const same: Fate = { kind: "same", note: "" };
const changed = (note: string): Fate => ({ kind: "changed", note });
const none = (note: string): Fate => ({ kind: "none", note });

const collected = changed("what is collected is seen through a WeakRef and a forced collection");
const inStack = changed("the stack shows where it was thrown, no cause is added");
const noFork = none("JavaScript runtimes can't fork");
const noScripts = none(
  "a script as text can't be submitted; Python's own test is expected to fail",
);

/** CPython's suite, in its own order. */
export const catalogue: readonly PythonClass[] = [
  {
    file: "executor.py",
    name: "ExecutorTest",
    tests: {
      test_submit: same,
      test_submit_keyword: changed("JavaScript has no keyword arguments"),
      test_map: same,
      test_map_exception: same,
      test_map_timeout_from_callable: same,
      test_map_timeout: same,
      test_map_close: changed("`return()` closes an iterator"),
      test_map_buffersize_type_validation: changed("2.0 is an integer in JavaScript, so 2.5"),
      test_map_buffersize_value_validation: same,
      test_map_buffersize: same,
      test_map_buffersize_on_multiple_iterables: same,
      test_map_buffersize_on_infinite_iterable: same,
      test_map_buffersize_on_multiple_infinite_iterables: same,
      test_map_buffersize_on_empty_iterable: same,
      test_map_buffersize_without_iterable: same,
      test_map_buffersize_when_buffer_is_full: same,
      test_shutdown_race_issue12456: same,
      test_no_stale_references: collected,
      test_max_workers_negative: same,
      test_free_reference: collected,
      test_swallows_falsey_exceptions: changed("anything may be thrown: 0, empty text, undefined"),
    },
  },
  {
    file: "test_as_completed.py",
    name: "AsCompletedTests",
    tests: {
      test_no_timeout: same,
      test_future_times_out: same,
      test_duplicate_futures: same,
      test_free_reference_yielded_future: collected,
      test_correct_timeout_exception_msg: same,
    },
  },
  {
    file: "test_wait.py",
    name: "WaitTests",
    tests: {
      test_20369: same,
      test_first_completed: changed("a cancelled future is done, whoever has noticed"),
      test_first_completed_some_already_completed: same,
      test_first_exception: same,
      test_first_exception_some_already_complete: changed("a cancelled future is done"),
      test_first_exception_one_already_failed: same,
      test_all_completed: same,
      test_timeout: same,
    },
  },
  {
    file: "test_wait.py",
    name: "ThreadPoolWaitTests",
    tests: { test_pending_calls_race: same },
  },
  {
    file: "test_future.py",
    name: "FutureTests",
    tests: {
      test_done_callback_with_result: same,
      test_done_callback_with_exception: same,
      test_done_callback_with_cancel: same,
      test_done_callback_raises: changed("reported on console.error"),
      test_done_callback_already_successful: same,
      test_done_callback_already_failed: same,
      test_done_callback_already_cancelled: same,
      test_done_callback_raises_already_succeeded: changed("reported on console.error"),
      test_repr: changed("a serial number in place of an address, JavaScript's types"),
      test_class_str: changed("a class has a name, no module"),
      test_cancel: same,
      test_cancelled: same,
      test_done: same,
      test_running: same,
      test_result_with_timeout: same,
      test_result_with_success: same,
      test_result_with_cancel: same,
      test_exception_with_timeout: same,
      test_exception_with_success: same,
      test_multiple_set_result: same,
      test_multiple_set_exception: same,
      test_get_snapshot: changed("futures are read in one thread: the public members must agree"),
    },
  },
  {
    file: "test_init.py",
    name: "InitializerMixin",
    tests: { test_initializer: same },
  },
  {
    file: "test_init.py",
    name: "FailingInitializerMixin",
    tests: {
      test_initializer: changed("the initializer's error is each future's cause, not logged"),
    },
  },
  {
    file: "test_init.py",
    name: "FailingInitializerResourcesTest",
    tests: {
      test_spawn: changed("nothing is left: workers, processes, handles"),
      test_forkserver: changed("the one way to start a process is test_spawn's"),
    },
  },
  {
    file: "test_thread_pool.py",
    name: "ThreadPoolExecutorTest",
    tests: {
      test_map_submits_without_iteration: same,
      test_default_workers: same,
      test_saturation: same,
      test_idle_thread_reuse: same,
      test_hang_global_shutdown_lock: noFork,
      test_process_fork_from_a_threadpool: noFork,
      test_executor_map_current_future_cancel: same,
    },
  },
  {
    file: "test_shutdown.py",
    name: "ExecutorShutdownTest",
    tests: {
      test_run_after_shutdown: same,
      test_interpreter_shutdown: changed(
        "pending work keeps the program alive, idle workers don't",
      ),
      test_submit_after_interpreter_shutdown: changed("at the `exit` event of the process"),
      test_hang_issue12364: same,
      test_cancel_futures: same,
      test_hang_gh83386: same,
      test_hang_gh94440: same,
    },
  },
  {
    file: "test_shutdown.py",
    name: "ThreadPoolShutdownTest",
    tests: {
      test_threads_terminate: same,
      test_context_manager_shutdown: same,
      test_del_shutdown: collected,
      test_shutdown_no_wait: same,
      test_thread_names_assigned: same,
      test_thread_names_default: same,
      test_cancel_futures_wait_false: same,
    },
  },
  {
    file: "test_shutdown.py",
    name: "ProcessPoolShutdownTest",
    tests: {
      test_processes_terminate: same,
      test_context_manager_shutdown: same,
      test_del_shutdown: collected,
      test_shutdown_no_wait: same,
      test_shutdown_gh_132969_case_1: same,
      test_shutdown_gh_132969_case_2: same,
    },
  },
  {
    file: "test_process_pool.py",
    name: "ProcessPoolExecutorTest",
    tests: {
      test_max_workers_too_large: none(
        "the limit is that of Windows; its constant is checked there",
      ),
      test_sysconf_permission_error: none("nothing here asks sysconf"),
      test_killed_child: same,
      test_broken_process_pool_traceback: same,
      test_map_chunksize: same,
      test_traceback: inStack,
      test_traceback_when_child_process_terminates_abruptly: changed(
        "told by the message, not the cause",
      ),
      test_ressources_gced_in_workers: collected,
      test_saturation: same,
      test_idle_process_reuse_one: same,
      test_idle_process_reuse_multiple: same,
      test_max_tasks_per_child: same,
      test_max_tasks_per_child_defaults_to_spawn_context: none("there are no start methods"),
      test_max_tasks_per_child_pending_tasks_gh115634: same,
      test_shutdown_no_wait_max_tasks_gh119592: changed(
        "the work of a collected executor is done, too",
      ),
      test_gc_during_max_tasks_worker_exit_gh152967: changed("pending work keeps a pool at work"),
      test_force_shutdown_during_max_tasks_worker_exit: changed("what had not begun is cancelled"),
      test_failed_worker_replacement_breaks_pool: same,
      test_max_tasks_early_shutdown: same,
      test_python_finalization_error: changed("the runtime refuses to start a worker"),
      test_terminate_workers: same,
      test_kill_workers: same,
      test_force_shutdown_workers_invalid_op: none("the operation is not an argument here"),
      test_force_shutdown_workers: same,
      test_force_shutdown_workers_dead_workers: same,
      test_force_shutdown_workers_not_started_yet: same,
      test_force_shutdown_workers_stops_pool: same,
    },
  },
  {
    file: "test_deadlock.py",
    name: "ExecutorDeadlockTest",
    tests: {
      test_error_at_task_pickle: same,
      test_exit_at_task_unpickle: changed("decoding runs no code but a task's module as it loads"),
      test_error_at_task_unpickle: changed("fails that one future, the pool works on"),
      test_crash_at_task_unpickle: changed("decoding runs no code but a task's module as it loads"),
      test_crash_during_func_exec_on_worker: same,
      test_exit_during_func_exec_on_worker: changed("an exit ends the worker and breaks the pool"),
      test_error_during_func_exec_on_worker: same,
      test_crash_during_result_pickle_on_worker: same,
      test_exit_during_result_pickle_on_worker: changed("an exit ends the worker, as anywhere"),
      test_error_during_result_pickle_on_worker: same,
      test_error_during_result_unpickle_in_result_handler: changed("fails that one future only"),
      test_exit_during_result_unpickle_in_result_handler: changed(
        "decoding runs no code of a task",
      ),
      test_shutdown_deadlock: same,
      test_shutdown_deadlock_pickle: same,
      test_crash_big_data: same,
      test_gh105829_should_not_deadlock_if_wakeup_pipe_full: same,
    },
  },
  {
    file: "test_interpreter_pool.py",
    name: "InterpreterPoolExecutorTest",
    tests: {
      test_init_script: noScripts,
      test_init_script_args: noScripts,
      test_init_exception_in_script: noScripts,
      test_submit_script: noScripts,
      test_submit_exception_in_script: noScripts,
      test_init_func: same,
      test_init_with___main___global: same,
      test_init_closure: changed("refused at construction, or a ReferenceError as the cause"),
      test_init_instance_method: changed("refused at construction"),
      test_init_exception_in_func: changed("the initializer's error is the cause, not logged"),
      test_submit_closure: changed("a ReferenceError that names importTasks()"),
      test_submit_local_instance: changed("refused by submit()"),
      test_submit_instance_method: changed("refused by submit()"),
      test_submit_func_globals: same,
      test_submit_exception_in_func: inStack,
      test_saturation: same,
      test_idle_thread_reuse: same,
      test_blocking: same,
      test_blocking_with_limited_workers: same,
      test_pickle_errors_propagate: changed("what can fail as a worker loads it is a module"),
      test_no_stale_references: none("Python skips it too"),
      test_free_reference: none("Python skips it too"),
      test_import_interpreter_pool_executor: changed("an UnsupportedError names what is missing"),
      test_thread_name_prefix: same,
      test_thread_name_prefix_with_thread_get_name: same,
    },
  },
  {
    file: "test_interpreter_pool.py",
    name: "AsyncioTest",
    tests: {
      test_run_in_executor: changed("a future can be awaited as it is"),
      test_run_in_executor_cancel: changed("a future can be awaited as it is"),
      test_default_executor: changed("a future can be awaited as it is"),
    },
  },
];
