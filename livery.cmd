@echo off
rem AI Livery: finds a JDK, builds when sources are newer than the build, and runs the editor or the
rem command that is asked for.
rem
rem   LIVERY_JAVA_HOME   the JDK to use
rem   LIVERY_JAVA_OPTS   more options for Java, such as -Xmx8g
rem   LIVERY_PLUGINS     another plugins folder
rem   LIVERY_HOME        one folder for settings, caches and logs
setlocal EnableExtensions DisableDelayedExpansion
set "NEEDED=25"
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "STATE=%ROOT%\.livery-build"
set "APP=%ROOT%\sample-host\target\app"

call :find_jdk || exit /b 1
call :is_outdated
if not errorlevel 1 (
    call :build || exit /b 1
)

rem The options up to the samples folder are those of :remember_classes: the class cache needs them.
"%JDK%\bin\java.exe" ^
    -XX:MaxRAMPercentage=60 ^
    --module-path "%APP%\javafx" --add-modules javafx.controls ^
    --enable-native-access=javafx.graphics,ALL-UNNAMED ^
    --sun-misc-unsafe-memory-access=allow ^
    "-Dlivery.plugins=%ROOT%\plugins" ^
    "-Dlivery.samples=%ROOT%\samples" ^
    "-XX:AOTCache=%STATE%\classes.aot" -Xlog:aot=off -Xlog:cds=off ^
    %LIVERY_JAVA_OPTS% ^
    -cp "%APP%\lib\*" ^
    org.liverystudio.editor.Main %*
exit /b %ERRORLEVEL%

rem --- the JDK

:find_jdk
set "JDK="
if not defined LIVERY_JAVA_HOME goto look_for_jdk
call :try_jdk "%LIVERY_JAVA_HOME%"
if defined JDK exit /b 0
>&2 echo LIVERY_JAVA_HOME is "%LIVERY_JAVA_HOME%", which is no JDK %NEEDED% or newer. Set it to one, or unset it.
exit /b 1

:look_for_jdk
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
for /f "delims=" %%J in ('where java.exe 2^>nul') do call :try_jdk "%%~dpJ.."
for /d %%D in (
    "%ProgramFiles%\Eclipse Adoptium\*"
    "%ProgramFiles%\Java\*"
    "%ProgramFiles%\Microsoft\jdk*"
    "%ProgramFiles%\Zulu\*"
    "%ProgramFiles%\Amazon Corretto\*"
    "%ProgramFiles%\BellSoft\*"
    "%ProgramFiles%\Semeru\*"
    "%ProgramFiles%\SapMachine\JDK\*"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
    "%USERPROFILE%\.jdks\*"
    "%USERPROFILE%\.gradle\jdks\*"
    "%USERPROFILE%\.sdkman\candidates\java\*"
    "%USERPROFILE%\scoop\apps\*jdk*"
) do call :try_jdk "%%~D"
for /d %%D in ("%USERPROFILE%\scoop\apps\*jdk*") do call :try_jdk "%%~D\current"
if defined JDK exit /b 0
>&2 echo AI Livery needs JDK %NEEDED% or newer (a JDK, not only a JRE), and none was found.
>&2 echo Install one:  winget install EclipseAdoptium.Temurin.%NEEDED%.JDK   or from https://adoptium.net
>&2 echo If you have one, say where:  set LIVERY_JAVA_HOME=C:\path\to\jdk
>&2 echo Looked at JAVA_HOME (%JAVA_HOME%), PATH, Program Files (Adoptium, Java, Microsoft, Zulu, Corretto, BellSoft, Semeru, SapMachine), .jdks, .gradle, SDKMAN and Scoop.
exit /b 1

rem Sets JDK if the folder is one and none was found before. The release file tells the version.
:try_jdk
if defined JDK exit /b 0
if not exist "%~f1\bin\java.exe" exit /b 0
if not exist "%~f1\bin\javac.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
set "VERSION="
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "%~f1\release"`) do set "VERSION=%%~V"
if not defined VERSION exit /b 0
set "MAJOR=0"
for /f "tokens=1 delims=.+-_" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% GEQ %NEEDED% set "JDK=%~f1"
exit /b 0

rem --- the build

rem Success means: it must be built. A folder is newer too when a file in it was deleted.
:is_outdated
if not exist "%STATE%\stamp" exit /b 0
if not exist "%APP%\lib" exit /b 0
if not exist "%APP%\javafx" exit /b 0
powershell -NoProfile -NonInteractive -Command ^
    "$t = (Get-Item -LiteralPath ($env:STATE + '\stamp')).LastWriteTimeUtc;" ^
    "Set-Location -LiteralPath $env:ROOT;" ^
    "$new = Get-ChildItem pom.xml, .mvn, */pom.xml, */src/main -Recurse -Force | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1;" ^
    "if ($new) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%

:build
if not exist "%STATE%" mkdir "%STATE%"
set "SAID="
:take_lock
mkdir "%STATE%\lock" 2>nul && goto locked
if not defined SAID >&2 echo Another start is building; waiting for it. If there is none, delete "%STATE%\lock".
set "SAID=yes"
timeout /t 1 /nobreak >nul 2>nul || ping -n 2 127.0.0.1 >nul
goto take_lock
:locked
call :is_outdated
if errorlevel 1 (
    rmdir "%STATE%\lock"
    exit /b 0
)
call :run_maven
set "RESULT=%ERRORLEVEL%"
rmdir "%STATE%\lock"
exit /b %RESULT%

:run_maven
where mvn.cmd >nul 2>nul
if errorlevel 1 (
    >&2 echo Maven is needed to build AI Livery and is not on the PATH. Install Maven 3.8 or newer, such as with: scoop install maven, or from https://maven.apache.org/download.cgi, and start again.
    exit /b 1
)
if exist "%STATE%\stamp" (
    >&2 echo Building, because sources have changed ...
) else (
    >&2 echo Building for the first start; this downloads libraries and takes some minutes ...
)
rem Made before the build: what changes meanwhile is built next time.
type nul >"%STATE%\stamp.next"
set "JAVA_HOME=%JDK%"
pushd "%ROOT%"
call mvn.cmd -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package >"%STATE%\build.log" 2>&1 <nul
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" (
    >&2 type "%STATE%\build.log"
    >&2 echo The build failed. All of its output is in "%STATE%\build.log".
    exit /b 1
)
call :remember_classes
move /y "%STATE%\stamp.next" "%STATE%\stamp" >nul
exit /b 0

rem Keeps loaded and linked classes for the next starts: halves the start time. Without it all works.
:remember_classes
if exist "%STATE%\classes.aot" del "%STATE%\classes.aot"
"%JDK%\bin\java.exe" ^
    -XX:MaxRAMPercentage=60 ^
    --module-path "%APP%\javafx" --add-modules javafx.controls ^
    --enable-native-access=javafx.graphics,ALL-UNNAMED ^
    --sun-misc-unsafe-memory-access=allow ^
    "-Dlivery.plugins=%ROOT%\plugins" ^
    "-Dlivery.samples=%ROOT%\samples" ^
    "-XX:AOTCacheOutput=%STATE%\classes.aot" ^
    "-Dlivery.home=%STATE%\training" ^
    -cp "%APP%\lib\*" ^
    org.liverystudio.editor.Main --version >>"%STATE%\build.log" 2>&1
if exist "%STATE%\training" rmdir /s /q "%STATE%\training"
exit /b 0
