# Completes options and values of the commands in this folder: source jobs/completion.bash
# Made by: jobs/completion > jobs/completion.bash

# Bash finds this function by the last part of a path, so other programs of these names come here as well. Where
# it gives no word, bash completes the names of files.
_taizhang() {
    local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} words=
    COMPREPLY=()
    case ${COMP_WORDS[0]} in jobs/* | */jobs/* | ./*) ;; *) return ;; esac
    # Bash divides --option=value into three words.
    case $option,$current in
        -*,=) current= ;;
        =,*) option=${COMP_WORDS[COMP_CWORD - 2]} ;;
    esac
    case ${COMP_WORDS[0]##*/}:$option:$current in
        backfill:--step:*) words='day month' ;;
        query:--format:*) words='csv json markdown table' ;;
        explain:--format:*) words='json table' ;;
        tables:--format:*) words='json table' ;;
        runs:--format:*) words='json table' ;;
        sample:--form:*) words='office parquet' ;;
        nightly:*:-*) words='--as-of --conf --help --inbox --master --plan --rebuild --reread --version --warehouse' ;;
        backfill:*:-*) words='--again --conf --from --help --master --step --to --version --warehouse' ;;
        publish:*:-*) words='--conf --help --version --warehouse' ;;
        withdraw:*:-*) words='--conf --help --master --reason --version --warehouse' ;;
        rebuild:*:-*) words='--as-delivered --as-of --conf --help --version --warehouse' ;;
        validate:*:-*) words='--conf --help --version --warehouse' ;;
        query:*:-*) words='--as-of --conf --file --format --help --known-at --run --timeout --version --warehouse' ;;
        explain:*:-*) words='--against --as-of --conf --format --help --measure --project --run --version --warehouse --where' ;;
        tables:*:-*) words='--conf --format --help --lineage --markdown --run --version --warehouse' ;;
        runs:*:-*) words='--approve --conf --diff --format --help --restore --version --warehouse' ;;
        maintain:*:-*) words='--apply --conf --help --master --version --warehouse' ;;
        doctor:*:-*) words='--conf --deep --help --inbox --mend --tests --version --warehouse' ;;
        feed:*:-*) words='--conf --dataset --help --template --to --version --warehouse' ;;
        init:*:-*) words='--code --currency --display-unit --districts --from --help --language --name-en --name-zh --version --zone' ;;
        sample:*:-*) words='--form --help --months --projects --seed --version' ;;
        completion:*:-*) words='--help --version' ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _taizhang -o default nightly backfill publish withdraw rebuild validate query explain tables runs maintain doctor feed init sample completion
