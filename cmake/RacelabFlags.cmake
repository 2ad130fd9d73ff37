# How our own code is compiled: `racelab_own` carries the warnings
# (`racelab_warnings` alone for what must not be sanitized), and the sanitizer
# or coverage flags of the preset. Lab variants never link it: they
# are built as a learner would build them (see RacelabFlavours.cmake).

set(RACELAB_SANITIZE "" CACHE STRING
    "sanitizers for our own code: empty, address, undefined, thread, or a list with commas")
option(RACELAB_COVERAGE "measure line coverage of our own code" OFF)
option(RACELAB_WERROR "treat warnings of our own code as errors" ON)

# What is installed does not say where it was built. The macros of our own code
# follow; its debug information, which is not installed, stays as debuggers want it.
set(RACELAB_NO_BUILD_PATHS -ffile-prefix-map=${PROJECT_SOURCE_DIR}=/usr/src/racelab)

add_library(racelab_warnings INTERFACE)
target_compile_options(racelab_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
    -Wvla -fno-omit-frame-pointer -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=
    $<$<BOOL:${RACELAB_WERROR}>:-Werror>)

# Sanitizer flags stand apart: whatever links our objects needs them too.
add_library(racelab_sanitizers INTERFACE)
if(RACELAB_SANITIZE)
    target_compile_options(racelab_sanitizers INTERFACE
        -fsanitize=${RACELAB_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(racelab_sanitizers INTERFACE -fsanitize=${RACELAB_SANITIZE})
endif()
if(RACELAB_COVERAGE)
    target_compile_options(racelab_sanitizers INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(racelab_sanitizers INTERFACE --coverage)
endif()

add_library(racelab_own INTERFACE)
target_compile_definitions(racelab_own INTERFACE _GNU_SOURCE)
target_include_directories(racelab_own INTERFACE ${PROJECT_SOURCE_DIR}/harness)
target_link_libraries(racelab_own INTERFACE racelab_warnings racelab_sanitizers)
