"""A store: closed runs and the visit history at an address, in a folder or in a bucket of S3, to be had back byte for byte.

    store.json              what this is
    blobs/ab/cdef…          what runs hold, under the SHA-256 of its plain bytes, each once
    pushes/00000042.json    what the store holds since that push; each names the one before it

Nothing is ever changed or taken away, so that a bucket may forbid it. A push is there when its last object is, which is put in one step.
"""
