/* A queue of one maker and one worker.  Its memory is malloc's, since an arena belongs
 * to one thread. */
#include "pdf/packer.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_WAITING = 16 << 20, /* bytes */
    FIRST_JOBS = 64
};

typedef struct {
    void *owner;
    void *bytes; /* raw, then packed */
    size_t size;
} Job;

struct Packer {
    struct libdeflate_compressor *compressor; /* the worker's, once it runs */
    pthread_t thread;
    bool is_running; /* there is a worker: else jobs are packed as they come */
    pthread_mutex_t lock;
    pthread_cond_t added, packed;
    Job *jobs;
    int count, capacity;
    int taken;      /* jobs that somebody packs or has packed */
    size_t waiting; /* raw bytes not packed yet */
    bool is_closed; /* nothing more comes */
    bool failed;    /* memory ran out */
};

static void *compress_bytes(struct libdeflate_compressor *compressor, const void *bytes,
                            size_t size, size_t *packed_size) {
    size_t room = libdeflate_zlib_compress_bound(compressor, size);
    void *packed = malloc(room);
    if (!packed) return NULL;
    *packed_size = libdeflate_zlib_compress(compressor, bytes, size, packed, room);
    void *fitting = realloc(packed, *packed_size);
    if (fitting) packed = fitting;
    return packed;
}

void *pack_bytes(const void *bytes, size_t size, Packing packing, size_t *packed_size) {
    struct libdeflate_compressor *compressor =
        libdeflate_alloc_compressor((int) packing);
    if (!compressor) return NULL;
    void *packed = compress_bytes(compressor, bytes, size, packed_size);
    libdeflate_free_compressor(compressor);
    return packed;
}

/* Replaces the job's raw bytes by packed ones; false when memory ran out. */
static bool pack(struct libdeflate_compressor *compressor, Job *job) {
    void *raw = job->bytes;
    job->bytes = compress_bytes(compressor, raw, job->size, &job->size);
    free(raw);
    return job->bytes != NULL;
}

/* Packs what nobody else has taken until nothing more comes. */
static void work_off(Packer *packer, struct libdeflate_compressor *compressor) {
    pthread_mutex_lock(&packer->lock);
    while (true) {
        while (packer->taken == packer->count && !packer->is_closed)
            pthread_cond_wait(&packer->added, &packer->lock);
        if (packer->taken == packer->count) break;
        int index = packer->taken++;
        Job job = packer->jobs[index];
        size_t raw = job.size;
        pthread_mutex_unlock(&packer->lock);
        bool good = pack(compressor, &job);
        pthread_mutex_lock(&packer->lock);
        packer->jobs[index] = job;
        packer->waiting -= raw;
        if (!good) packer->failed = true;
        pthread_cond_signal(&packer->packed);
    }
    pthread_mutex_unlock(&packer->lock);
}

static void *work(void *user) {
    Packer *packer = user;
    work_off(packer, packer->compressor);
    return NULL;
}

Packer *packer_new(bool alone) {
    Packer *packer = calloc(1, sizeof *packer);
    if (!packer) return NULL;
    packer->compressor = libdeflate_alloc_compressor(PACK_WELL);
    if (!packer->compressor) {
        free(packer);
        return NULL;
    }
    pthread_mutex_init(&packer->lock, NULL);
    pthread_cond_init(&packer->added, NULL);
    pthread_cond_init(&packer->packed, NULL);
    packer->is_running =
        !alone && pthread_create(&packer->thread, NULL, work, packer) == 0;
    return packer;
}

/* Room for one more job; the lock is held. */
static bool make_room(Packer *packer) {
    if (packer->count < packer->capacity) return true;
    int capacity = packer->capacity ? packer->capacity * 2 : FIRST_JOBS;
    Job *jobs = realloc(packer->jobs, (size_t) capacity * sizeof *jobs);
    if (!jobs) return false;
    packer->jobs = jobs;
    packer->capacity = capacity;
    return true;
}

bool packer_add(Packer *packer, void *owner, const void *bytes, size_t size) {
    Job job = {owner, malloc(size ? size : 1), size};
    if (!job.bytes) return false;
    memcpy(job.bytes, bytes, size);
    if (!packer->is_running && !pack(packer->compressor, &job)) return false;
    pthread_mutex_lock(&packer->lock);
    while (packer->is_running && packer->waiting > MOST_WAITING)
        pthread_cond_wait(&packer->packed, &packer->lock);
    bool good = make_room(packer);
    if (good) {
        packer->jobs[packer->count++] = job;
        if (packer->is_running)
            packer->waiting += size;
        else
            packer->taken++;
        pthread_cond_signal(&packer->added);
    }
    pthread_mutex_unlock(&packer->lock);
    if (!good) free(job.bytes);
    return good;
}

bool packer_finish(Packer *packer) {
    if (!packer->is_running) return !packer->failed;
    pthread_mutex_lock(&packer->lock);
    packer->is_closed = true;
    bool is_late = packer->taken < packer->count;
    pthread_cond_signal(&packer->added);
    pthread_mutex_unlock(&packer->lock);
    /* What is left is shared with the worker. */
    struct libdeflate_compressor *second =
        is_late ? libdeflate_alloc_compressor(PACK_WELL) : NULL;
    if (second) work_off(packer, second);
    libdeflate_free_compressor(second);
    pthread_join(packer->thread, NULL);
    packer->is_running = false;
    return !packer->failed;
}

const void *packer_packed(const Packer *packer, int index, size_t *size, void **owner) {
    if (index >= packer->count) return NULL;
    *size = packer->jobs[index].size;
    *owner = packer->jobs[index].owner;
    return packer->jobs[index].bytes;
}

void packer_free(Packer *packer) {
    if (!packer) return;
    packer_finish(packer);
    for (int i = 0; i < packer->count; i++)
        free(packer->jobs[i].bytes);
    free(packer->jobs);
    pthread_cond_destroy(&packer->packed);
    pthread_cond_destroy(&packer->added);
    pthread_mutex_destroy(&packer->lock);
    libdeflate_free_compressor(packer->compressor);
    free(packer);
}
