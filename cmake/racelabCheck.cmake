# racelab_add_check(TARGET <executable> [NAME <name>] [WITNESSES <witness>...]
#                   [BUDGET <seconds>] [ARGS <text>] [STDIN <file>] [FAIL_ON <kinds>])
#
# Registers a CTest test per witness, <name>.<witness>: `racelab check` on the
# sources of the target and of the static libraries that it links, with their
# include folders, definitions and options. A witness that cannot judge (exit
# code 3) skips its test. Without WITNESSES: stress, tsan-clang, tsan-gcc, explore, helgrind.

# Appends the target's sources to `sources`, its flags to `flags` and its plain libraries to `libraries`.
function(_racelab_collect TARGET)
    get_target_property(files ${TARGET} SOURCES)
    get_target_property(folder ${TARGET} SOURCE_DIR)
    foreach(file IN LISTS files)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${folder} NORMALIZE)
        if(file MATCHES "\\.(c|cc|cpp|cxx|C)$")
            list(APPEND sources ${file})
        endif()
    endforeach()
    set(includes "$<TARGET_PROPERTY:${TARGET},INCLUDE_DIRECTORIES>")
    set(definitions "$<TARGET_PROPERTY:${TARGET},COMPILE_DEFINITIONS>")
    list(APPEND flags
        "$<$<BOOL:${includes}>:-I$<JOIN:${includes},;-I>>"
        "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>"
        "$<TARGET_PROPERTY:${TARGET},COMPILE_OPTIONS>")
    get_target_property(linked ${TARGET} LINK_LIBRARIES)
    foreach(library IN LISTS linked)
        if(library STREQUAL "linked-NOTFOUND" OR library STREQUAL "Threads::Threads")
            continue()
        elseif(TARGET ${library})
            get_target_property(type ${library} TYPE)
            if(type STREQUAL "STATIC_LIBRARY" OR type STREQUAL "OBJECT_LIBRARY")
                _racelab_collect(${library})
            endif()
        elseif(library MATCHES "^-")
            list(APPEND libraries ${library})
        elseif(library MATCHES "^[A-Za-z0-9_+.-]+$")
            list(APPEND libraries -l${library})
        endif()
    endforeach()
    set(sources ${sources} PARENT_SCOPE)
    set(flags ${flags} PARENT_SCOPE)
    set(libraries ${libraries} PARENT_SCOPE)
endfunction()

function(racelab_add_check)
    cmake_parse_arguments(PARSE_ARGV 0 check "" "TARGET;NAME;BUDGET;ARGS;STDIN" "WITNESSES;FAIL_ON")
    if(NOT TARGET "${check_TARGET}")
        message(FATAL_ERROR "racelab_add_check: TARGET names no target: '${check_TARGET}'")
    endif()
    if(NOT check_NAME)
        set(check_NAME ${check_TARGET}.check)
    endif()
    if(NOT check_WITNESSES)
        set(check_WITNESSES stress tsan-clang tsan-gcc explore helgrind)
    endif()
    set(options)
    foreach(option IN ITEMS BUDGET ARGS STDIN)
        if(check_${option})
            string(TOLOWER ${option} name)
            list(APPEND options --${name} ${check_${option}})
        endif()
    endforeach()
    if(check_FAIL_ON)
        list(JOIN check_FAIL_ON "," kinds)
        list(APPEND options --fail-on ${kinds})
    endif()
    set(sources)
    set(flags)
    set(libraries)
    _racelab_collect(${check_TARGET})
    foreach(witness IN LISTS check_WITNESSES)
        add_test(NAME ${check_NAME}.${witness}
            COMMAND ${racelab_EXECUTABLE} check ${sources} --witness ${witness} ${options}
                    -- ${flags} ${libraries}
            COMMAND_EXPAND_LISTS)
        set_tests_properties(${check_NAME}.${witness} PROPERTIES
            SKIP_RETURN_CODE 3 LABELS racelab)
    endforeach()
endfunction()
