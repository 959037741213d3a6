package dev.taizhang.definition;

/**
 * The reason why a command cannot go on: an exit code, the problem with its cause, and the remedy, each in both
 * languages.
 */
public class Failure extends RuntimeException {
    private final ExitCode exitCode;
    private final Bilingual problem;
    private final Bilingual remedy;

    public Failure(ExitCode exitCode, Bilingual problem, Bilingual remedy) {
        this(exitCode, problem, remedy, null);
    }

    public Failure(ExitCode exitCode, Bilingual problem, Bilingual remedy, Throwable cause) {
        super(problem.en(), cause);
        this.exitCode = exitCode;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Returns the failure for a wrong command line or configuration. */
    public static Failure usage(Bilingual problem, Bilingual remedy) {
        return new Failure(ExitCode.USAGE, problem, remedy);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public Bilingual problem() {
        return problem;
    }

    public Bilingual remedy() {
        return remedy;
    }

    /** Returns the problem followed by the remedy. */
    public Bilingual message() {
        return new Bilingual(problem.zh() + remedy.zh(), problem.en() + " " + remedy.en());
    }
}
