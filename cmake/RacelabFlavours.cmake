# Every variant, labs/<lab>/<variant>.c or fixes/<lab>/<variant>.c, is built in
# every flavour from the same file:
#
#   plain        bin/<lab>-<variant>              -O0 -g, as a person would build it
#   tsan-clang   bin/tsan-clang/<lab>-<variant>   ThreadSanitizer of clang
#   tsan-gcc     bin/tsan-gcc/<lab>-<variant>     ThreadSanitizer of gcc
#   explore      bin/explore/<lab>-<variant>      the explorer (harness/explore)
#
# The folders are the list: adding a lab is adding a folder. A manifest for the
# tool, bin/variants.tsv, holds a line per variant: folder, lab, variant, source.
# Target `watch` builds the tool and the plain flavour, `witnesses` every flavour.
#
# labs/<lab>/libraries, where there is one, names the libraries of the lab as
# pkg-config knows them, one in a line; headers in labs/<lab>/ serve both folders.
#
# A flavour is a compiler and its flags. CMake knows one C compiler per build,
# so the flavours other than `plain` run theirs through custom commands.

find_program(RACELAB_CLANG NAMES clang clang-19 clang-18 clang-17 clang-16 clang-15 clang-14)
find_program(RACELAB_GCC NAMES gcc gcc-14 gcc-13 gcc-12)

# DWARF 4, because valgrind 3.19 cannot read what clang writes by default.
set(RACELAB_VARIANT_FLAGS -std=c11 -D_GNU_SOURCE -O0 -g -gdwarf-4 -Wall -Wextra -pthread
    -fno-omit-frame-pointer)
set(RACELAB_VARIANT_INCLUDES
    ${PROJECT_SOURCE_DIR}/harness/lab ${PROJECT_SOURCE_DIR}/harness/loop)

# The part of the harness that lives inside a lab's binary.
file(GLOB RACELAB_RUNTIME_SOURCES CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/harness/lab/*.c
    ${PROJECT_SOURCE_DIR}/harness/stress/*.c
    ${PROJECT_SOURCE_DIR}/harness/process/*.c
    ${PROJECT_SOURCE_DIR}/harness/options/*.c
    ${PROJECT_SOURCE_DIR}/harness/loop/*.c
    ${PROJECT_SOURCE_DIR}/harness/judge/memory.c
    ${PROJECT_SOURCE_DIR}/harness/judge/verdict.c
    ${PROJECT_SOURCE_DIR}/harness/machine/machine.c
    ${PROJECT_SOURCE_DIR}/harness/report/terminal.c
    ${PROJECT_SOURCE_DIR}/harness/report/number.c
    ${PROJECT_SOURCE_DIR}/harness/report/run_table.c
    ${PROJECT_SOURCE_DIR}/harness/report/utf8.c)

# What a lab needs beside the harness: its own headers, and its libraries.
function(racelab_lab_needs LAB INCLUDES LIBRARIES)
    set(folder ${PROJECT_SOURCE_DIR}/labs/${LAB})
    set(includes)
    set(libraries)
    file(GLOB headers CONFIGURE_DEPENDS ${folder}/*.h)
    if(headers)
        list(APPEND includes ${folder})
    endif()
    if(EXISTS ${folder}/libraries)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/libraries)
        file(STRINGS ${folder}/libraries names)
        foreach(name IN LISTS names)
            string(MAKE_C_IDENTIFIER "LAB_${name}" prefix)
            pkg_check_modules(${prefix} REQUIRED ${name})
            list(APPEND includes ${${prefix}_INCLUDE_DIRS})
            list(APPEND libraries ${${prefix}_LINK_LIBRARIES})
        endforeach()
    endif()
    set(${INCLUDES} ${includes} PARENT_SCOPE)
    set(${LIBRARIES} ${libraries} PARENT_SCOPE)
endfunction()

# Compiles SOURCE to OBJECT with the flavour's compiler, tracking its headers.
function(racelab_compile FLAVOUR OBJECT SOURCE)
    get_property(compiler GLOBAL PROPERTY RACELAB_${FLAVOUR}_COMPILER)
    get_property(flags GLOBAL PROPERTY RACELAB_${FLAVOUR}_FLAGS)
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${SOURCE})
    cmake_path(GET OBJECT PARENT_PATH folder)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${OBJECT}
        COMMAND ${compiler} ${RACELAB_VARIANT_FLAGS} ${flags} ${ARGN}
                -MD -MF ${OBJECT}.d -c ${SOURCE} -o ${OBJECT}
        DEPENDS ${SOURCE} DEPFILE ${OBJECT}.d
        COMMENT "${FLAVOUR}: ${name}" VERBATIM COMMAND_EXPAND_LISTS)
endfunction()

# Builds what lives inside a lab's binary, for a flavour with a compiler:
# lib/runtime/<flavour>/libruntime.a, which the tool links to people's own labs too.
function(racelab_flavour_runtime FLAVOUR COMPILER)
    set_property(GLOBAL PROPERTY RACELAB_${FLAVOUR}_COMPILER ${COMPILER})
    set_property(GLOBAL PROPERTY RACELAB_${FLAVOUR}_FLAGS "${ARGN}")
    set(objects)
    foreach(source IN LISTS RACELAB_RUNTIME_SOURCES)
        file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${source})
        set(object ${PROJECT_BINARY_DIR}/${FLAVOUR}/${name}.o)
        racelab_compile(${FLAVOUR} ${object} ${source} -O2 -I${PROJECT_SOURCE_DIR}/harness
            -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=
            -I${PROJECT_SOURCE_DIR}/harness/stress/arch/${CMAKE_SYSTEM_PROCESSOR})
        list(APPEND objects ${object})
    endforeach()
    set(archive ${PROJECT_BINARY_DIR}/lib/runtime/${FLAVOUR}/libruntime.a)
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/lib/runtime/${FLAVOUR})
    add_custom_command(OUTPUT ${archive}
        COMMAND ${CMAKE_COMMAND} -E rm -f ${archive}
        COMMAND ${CMAKE_AR} rcs ${archive} ${objects}
        DEPENDS ${objects} COMMENT "${FLAVOUR}: runtime" VERBATIM)
    add_custom_target(runtime-${FLAVOUR} ALL DEPENDS ${archive})
endfunction()

# Declares a flavour of the variants, built by a compiler of its own.
function(racelab_flavour FLAVOUR COMPILER)
    if(NOT COMPILER)
        message(STATUS "flavour ${FLAVOUR}: no compiler found, left out")
        return()
    endif()
    set_property(GLOBAL APPEND PROPERTY RACELAB_FLAVOURS ${FLAVOUR})
    racelab_flavour_runtime(${FLAVOUR} ${COMPILER} ${ARGN})
endfunction()

# lab.h and the loop's headers, where the tool looks when it builds a lab.
function(racelab_lab_headers)
    file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/harness/loop/*.h)
    list(APPEND headers ${PROJECT_SOURCE_DIR}/harness/lab/lab.h
        ${PROJECT_SOURCE_DIR}/harness/lab/finding_kinds.h)
    set(copies)
    foreach(header IN LISTS headers)
        cmake_path(GET header FILENAME name)
        set(copy ${PROJECT_BINARY_DIR}/lib/include/${name})
        add_custom_command(OUTPUT ${copy}
            COMMAND ${CMAKE_COMMAND} -E copy ${header} ${copy} DEPENDS ${header} VERBATIM)
        list(APPEND copies ${copy})
    endforeach()
    add_custom_target(lab-headers ALL DEPENDS ${copies})
endfunction()

# lib/pack: the labs and remedies as the workshop's own pack of exercises.
function(racelab_pack)
    file(GLOB files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
        ${PROJECT_SOURCE_DIR}/labs/*/* ${PROJECT_SOURCE_DIR}/fixes/*/*)
    set(copies)
    foreach(file IN LISTS files)
        set(copy ${PROJECT_BINARY_DIR}/lib/pack/${file})
        add_custom_command(OUTPUT ${copy}
            COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/${file} ${copy}
            DEPENDS ${PROJECT_SOURCE_DIR}/${file} VERBATIM)
        list(APPEND copies ${copy})
    endforeach()
    # lib/template: what `workshop new-pack` makes.
    set(template ${PROJECT_SOURCE_DIR}/harness/workshop/template)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${template} ${template}/*)
    foreach(file IN LISTS files)
        set(copy ${PROJECT_BINARY_DIR}/lib/template/${file})
        add_custom_command(OUTPUT ${copy}
            COMMAND ${CMAKE_COMMAND} -E copy ${template}/${file} ${copy}
            DEPENDS ${template}/${file} VERBATIM)
        list(APPEND copies ${copy})
    endforeach()
    add_custom_target(pack ALL DEPENDS ${copies})
endfunction()

# lib/source: what the Makefile of a workshop's folder builds labs with.
function(racelab_workshop_source)
    set(harness ${PROJECT_SOURCE_DIR}/harness)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${harness}/*.h)
    list(FILTER headers INCLUDE REGEX
        "/harness/(lab|stress|process|options|loop|judge|machine|report|catalogue)/")
    set(copies)
    foreach(file IN LISTS headers RACELAB_RUNTIME_SOURCES)
        file(RELATIVE_PATH name ${harness} ${file})
        set(copy ${PROJECT_BINARY_DIR}/lib/source/${name})
        add_custom_command(OUTPUT ${copy}
            COMMAND ${CMAKE_COMMAND} -E copy ${file} ${copy} DEPENDS ${file} VERBATIM)
        list(APPEND copies ${copy})
    endforeach()
    add_custom_target(workshop-source ALL DEPENDS ${copies})
endfunction()

# Builds one variant in every flavour.
function(racelab_add_variant FOLDER LAB VARIANT SOURCE)
    set(name ${LAB}-${VARIANT})
    racelab_lab_needs(${LAB} own_includes own_libraries)
    set(includes ${RACELAB_VARIANT_INCLUDES} ${own_includes})
    list(TRANSFORM includes PREPEND -I)

    add_executable(${name} ${SOURCE})
    target_compile_options(${name} PRIVATE ${RACELAB_VARIANT_FLAGS}
        -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
    target_include_directories(${name} PRIVATE ${RACELAB_VARIANT_INCLUDES} ${own_includes})
    target_link_libraries(${name} PRIVATE racelab_runtime PkgConfig::UV ${own_libraries})
    set_property(GLOBAL APPEND PROPERTY RACELAB_plain_BINARIES ${name})

    get_property(flavours GLOBAL PROPERTY RACELAB_FLAVOURS)
    foreach(flavour IN LISTS flavours)
        get_property(compiler GLOBAL PROPERTY RACELAB_${flavour}_COMPILER)
        get_property(flags GLOBAL PROPERTY RACELAB_${flavour}_FLAGS)
        set(object ${PROJECT_BINARY_DIR}/${flavour}/${FOLDER}/${LAB}/${VARIANT}.o)
        racelab_compile(${flavour} ${object} ${SOURCE} ${includes}
            -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
        set(binary ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${flavour}/${name})
        set(runtime ${PROJECT_BINARY_DIR}/lib/runtime/${flavour}/libruntime.a)
        file(MAKE_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${flavour})
        add_custom_command(OUTPUT ${binary}
            COMMAND ${compiler} ${flags} -g -pthread -o ${binary} ${object} ${runtime}
                    ${UV_LINK_LIBRARIES} ${own_libraries} -lm
            DEPENDS ${object} ${runtime} runtime-${flavour}
            COMMENT "${flavour}: ${name}" VERBATIM COMMAND_EXPAND_LISTS)
        set_property(GLOBAL APPEND PROPERTY RACELAB_${flavour}_BINARIES ${binary})
    endforeach()
    racelab_explore_variant(${FOLDER} ${LAB} ${VARIANT} ${SOURCE} ${own_includes})
endfunction()

# The explorer's flavour goes through the same script that builds a user's file.
function(racelab_explore_variant FOLDER LAB VARIANT SOURCE)
    if(NOT TARGET racelab_explore_runtime)
        return()
    endif()
    get_property(files GLOBAL PROPERTY RACELAB_EXPLORE_FILES)
    set(lib ${PROJECT_BINARY_DIR}/lib/explore)
    set(binary ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/explore/${LAB}-${VARIANT})
    set(loop ${files})
    list(FILTER loop INCLUDE REGEX "/libloop\\.a$")
    set(scratch ${PROJECT_BINARY_DIR}/explore/${FOLDER}/${LAB}/${VARIANT})
    set(includes ${RACELAB_VARIANT_INCLUDES} ${ARGN})
    list(TRANSFORM includes PREPEND -I)
    file(MAKE_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/explore ${scratch})
    add_custom_command(OUTPUT ${binary}
        COMMAND ${lib}/explore-cc ${lib} ${binary} ${scratch}
                ${lib}/lab_main.o ${loop} ${SOURCE} -- -std=c11 -D_GNU_SOURCE ${includes}
                -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=
        DEPENDS ${SOURCE} explore-files ${files}
        DEPFILE ${scratch}/depend.d
        COMMENT "explore: ${LAB}-${VARIANT}" VERBATIM COMMAND_EXPAND_LISTS)
    set_property(GLOBAL APPEND PROPERTY RACELAB_EXPLORE_BINARIES ${binary})
endfunction()

function(racelab_add_all_variants)
    set(manifest "")
    set(installed "")
    foreach(folder IN ITEMS labs fixes)
        file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*/*.c)
        foreach(source IN LISTS sources)
            cmake_path(GET source STEM variant)
            cmake_path(GET source PARENT_PATH parent)
            cmake_path(GET parent FILENAME lab)
            racelab_add_variant(${folder} ${lab} ${variant} ${source})
            string(APPEND manifest "${folder}\t${lab}\t${variant}\t${source}\n")
            string(APPEND installed
                "${folder}\t${lab}\t${variant}\tsources/${folder}/${lab}/${variant}.c\n")
        endforeach()
    endforeach()
    file(GENERATE OUTPUT ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/variants.tsv CONTENT "${manifest}")
    file(GENERATE OUTPUT ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/variants-installed.tsv
        CONTENT "${installed}")
    get_property(plain GLOBAL PROPERTY RACELAB_plain_BINARIES)
    add_custom_target(watch DEPENDS racelab ${plain})
    racelab_pack()
    racelab_workshop_source()
    add_custom_target(witnesses DEPENDS watch runtime-plain lab-headers pack
        workshop-source)
    get_property(flavours GLOBAL PROPERTY RACELAB_FLAVOURS)
    foreach(flavour IN LISTS flavours)
        get_property(binaries GLOBAL PROPERTY RACELAB_${flavour}_BINARIES)
        add_custom_target(labs-${flavour} ALL DEPENDS ${binaries})
        add_dependencies(witnesses labs-${flavour})
    endforeach()
    get_property(binaries GLOBAL PROPERTY RACELAB_EXPLORE_BINARIES)
    if(binaries)
        add_custom_target(labs-explore ALL DEPENDS ${binaries})
        add_dependencies(witnesses labs-explore)
    endif()
endfunction()

racelab_lab_headers()
racelab_flavour_runtime(plain ${CMAKE_C_COMPILER})
racelab_flavour(tsan-clang "${RACELAB_CLANG}" -fsanitize=thread)
racelab_flavour(tsan-gcc "${RACELAB_GCC}" -fsanitize=thread)
