package dev.taizhang.night;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.Dependency;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.TaskKilledException;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.memory.TaskMemoryManager;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A plan whose rows are computed by the thread that asks for them if a single task would compute them. Spark would
 * serialise the plan, schedule a job, read the plan again in another thread and send the rows back, which takes longer
 * than the work on the rows of a city.
 */
public final class PlanWithoutJob extends SparkPlan {
    /** The identifiers of tasks, which differ from those of Spark's own tasks because they are negative. */
    private static final AtomicLong TASKS = new AtomicLong(Long.MIN_VALUE);

    private final SparkPlan child;

    /** Is public because Spark copies plans by their public constructors. */
    public PlanWithoutJob(SparkPlan child) {
        this.child = child;
    }

    @Override
    public InternalRow[] executeCollect() {
        RDD<InternalRow> rows = execute();
        return isOneTask(rows) ? computed(rows) : super.executeCollect();
    }

    /** The rows for a broadcast. */
    @Override
    public Tuple2<Object, Iterator<InternalRow>> executeCollectIterator() {
        List<InternalRow> rows = List.of(executeCollect());
        return new Tuple2<>((long) rows.size(), CollectionConverters.asScala(rows.iterator()));
    }

    private static boolean isOneTask(RDD<?> rows) {
        if (rows.getNumPartitions() != 1) {
            return false;
        }
        Set<RDD<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<RDD<?>> open = new ArrayDeque<>(List.of(rows));
        while (!open.isEmpty()) {
            RDD<?> next = open.pop();
            if (seen.add(next)) {
                for (Dependency<?> dependency : CollectionConverters.asJava(next.dependencies())) {
                    if (dependency instanceof ShuffleDependency) {
                        return false;
                    }
                    open.push(dependency.rdd());
                }
            }
        }
        return true;
    }

    /** Computes the only partition as a task of Spark does. */
    private InternalRow[] computed(RDD<InternalRow> rdd) {
        SparkEnv environment = SparkEnv.get();
        SQLConf settings = conf();
        long task = TASKS.getAndIncrement();
        TaskMemoryManager memory = new TaskMemoryManager(environment.memoryManager(), task);
        TaskContextImpl context = new Context(task, memory, sparkContext().getLocalProperties(), environment);
        environment.blockManager().registerTask(task);
        TaskContext$.MODULE$.setTaskContext(context);
        try {
            // In a task Spark would else make its settings anew whenever one is asked, for single values of rows even.
            InternalRow[] rows = SQLConf.withExistingConf(settings, () -> rows(rdd, context));
            context.markTaskCompleted(Option.empty());
            return rows;
        } catch (Throwable failed) {
            context.markTaskFailed(failed);
            context.markTaskCompleted(Option.apply(failed));
            throw failed;
        } finally {
            for (MemoryMode mode : MemoryMode.values()) {
                environment.blockManager().memoryStore().releaseUnrollMemoryForThisTask(mode, Long.MAX_VALUE);
            }
            memory.cleanUpAllAllocatedMemory();
            environment.blockManager().releaseAllLocksForTask(task);
            TaskContext$.MODULE$.unset();
            forgetSorters(child);
        }
    }

    private static InternalRow[] rows(RDD<InternalRow> rdd, TaskContextImpl context) {
        List<InternalRow> rows = new ArrayList<>();
        Iterator<InternalRow> all = rdd.iterator(rdd.partitions()[0], context);
        while (all.hasNext()) {
            rows.add(all.next().copy());
        }
        return rows.toArray(InternalRow[]::new);
    }

    /** Spark's sort keeps its last sorter in the plan, which could then no longer be sent to the tasks of a job. */
    private static void forgetSorters(SparkPlan plan) {
        if (plan instanceof SortExec sort) {
            sort.rowSorter_$eq(null);
        } else if (plan instanceof InMemoryTableScanExec scan) {
            forgetSorters(scan.relation().cacheBuilder().cachedPlan());
        }
        CollectionConverters.asJava(plan.children()).forEach(PlanWithoutJob::forgetSorters);
    }

    /** The context of a task that ends when its thread is interrupted. */
    private static final class Context extends TaskContextImpl {
        Context(long task, TaskMemoryManager memory, Properties properties, SparkEnv environment) {
            super(
                    0,
                    0,
                    0,
                    task,
                    0,
                    1,
                    memory,
                    properties,
                    environment.metricsSystem(),
                    TaskMetrics.empty(),
                    1,
                    Map$.MODULE$.empty());
        }

        @Override
        public void killTaskIfInterrupted() {
            if (Thread.currentThread().isInterrupted()) {
                throw new TaskKilledException("The thread was interrupted.");
            }
            super.killTaskIfInterrupted();
        }
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return child.execute();
    }

    @Override
    public Seq<Attribute> output() {
        return child.output();
    }

    @Override
    public Partitioning outputPartitioning() {
        return child.outputPartitioning();
    }

    @Override
    public Seq<org.apache.spark.sql.catalyst.expressions.SortOrder> outputOrdering() {
        return child.outputOrdering();
    }

    @Override
    public Seq<SparkPlan> children() {
        return CollectionConverters.asScala(List.of(child)).toSeq();
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new PlanWithoutJob(children.apply(0));
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int position) {
        return child;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PlanWithoutJob;
    }
}
